internal import Base
internal import Client
internal import Engine
internal import Store

/// Answers to questions, each in a call of its own: GLAN's last step (section 2.5), and that of
/// every other method.
struct AnswerStage: Stage {
  let model: StageModel
  /// How many answers are wanted to each question.
  let count: Int
  /// The shape of the replies; nil for free text.
  let shape: ReplyShape?
  let plan: PlanStage
  private let keys: UnitKeys

  /// The stage; `name` is what its plan is called: later turns of a conversation have one of their own.
  init(model: StageModel, count: Int, shape: ReplyShape? = nil, name: String = "answers") {
    self.model = model
    self.count = count
    self.shape = shape
    plan = model.planStage(name, version: 1, adding: shape.settings)
    // Once, and not for each of many questions.
    keys = UnitKeys(plan)
  }

  static let variables: Set = ["question", "language", "guidance"]
  static let required: Set = ["question"]

  let parentKind = Kind.question
  let childKind = Kind.answer

  func units(below question: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let reference = question.reference
    let history = try connection.history(of: question)
    return (0..<count).map { ordinal in
      UnitPlan(
        draft: keys.draft(ordinal, below: reference),
        request: { request(question, after: history) },
        read: { reading throws(UnreadableReply) in
          let (text, attributes) = try shape.parts(reading, of: .answer)
          return [
            Draft(
              .answer, text, attributes: attributes, language: question.language,
              parents: [.stored(.question, reference)],
              origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
          ]
        })
    }
  }

  /// The question as the user turn, after its system prompt and the earlier turns if it has any.
  private func request(_ question: Artifact, after history: [Turn]) -> ChatRequest {
    var values = ["question": question.asked]
    // An answer is in its question's language, whatever this run writes its own texts in.
    values["language"] = question.language
    var request = model.request(values, schema: shape?.schema)
    var earlier = history.flatMap { turn in
      [
        ChatRequest.Message(role: "user", turn.question),
        ChatRequest.Message(role: "assistant", turn.answer),
      ]
    }
    if let system = question.attributes["system"]?.string, !system.isEmpty {
      earlier.insert(ChatRequest.Message(role: "system", system), at: 0)
    }
    request.messages = earlier + request.messages
    return request
  }
}

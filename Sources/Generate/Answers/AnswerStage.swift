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
  let plan: PlanStage
  private let keys: UnitKeys

  init(model: StageModel, count: Int) {
    self.model = model
    self.count = count
    plan = model.planStage("answers", version: 1)
    // Once, and not for each of many questions.
    keys = UnitKeys(plan)
  }

  static let variables: Set = ["question", "language", "guidance"]
  static let required: Set = ["question"]

  let parentKind = Kind.question
  let childKind = Kind.answer

  func units(below question: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let reference = question.reference
    return (0..<count).map { ordinal in
      UnitPlan(
        draft: keys.draft(ordinal, below: reference),
        request: { request(question) },
        read: { reading throws(UnreadableReply) in
          [
            Draft(
              .answer, reading.content.trimmed, language: question.language,
              parents: [.stored(.question, reference)],
              origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
          ]
        })
    }
  }

  /// The question as the user turn, after its system prompt if it has one.
  private func request(_ question: Artifact) -> ChatRequest {
    let input = question.attributes["input"]?.string ?? ""
    let text = input.isEmpty ? question.text : question.text + "\n\n" + input
    var values = ["question": text]
    // An answer is in its question's language, whatever this run writes its own texts in.
    values["language"] = question.language
    var request = model.request(values)
    if let system = question.attributes["system"]?.string, !system.isEmpty {
      request.messages.insert(ChatRequest.Message(role: "system", system), at: 0)
    }
    return request
  }
}

internal import Base
internal import Client
internal import Engine
internal import Store

/// Magpie's first step: the model is given the beginning of a user's turn and nothing else, and writes
/// what a user would (Xu and others 2024, section 2).
struct MagpieStage: Stage {
  let model: StageModel
  let template: ChatTemplate
  /// How many questions are wanted of each topic.
  let count: Int
  /// Whether a question ends with its first line.
  let isFirstLine: Bool

  let parentKind = Kind.pool
  let childKind = Kind.question
  let settles = true
  var plan: PlanStage { plan("questions") }

  /// The plan of the turn called `name`.
  func plan(_ name: String) -> PlanStage {
    var stage = model.planStage(
      name, version: 1, adding: isFirstLine ? [("first_line", true)] : [])
    stage.prompt = PlanStage.Prompt(name: "pre-query-\(template.family)", text: template.text)
    return stage
  }

  func units(below root: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let (reference, topic) = (root.reference, root.attributes["topic"]?.string)
    let prompt = template.preQuery(system: topic)
    return (0..<count).map { ordinal in
      UnitPlan(
        draft: unitDraft(ordinal, below: reference), request: { request(prompt, ordinal) },
        read: { reading throws(UnreadableReply) in
          [try question(reading, topic: topic, parent: .stored(.source, reference))]
        })
    }
  }

  /// The request to go on where `prompt` ends, as sample number `ordinal`.
  ///
  /// A seed of the user's is that of the first sample: with the same one all would be the same.
  func request(_ prompt: String, _ ordinal: Int = 0) -> CompletionRequest {
    var sampling = model.sampling
    if let seed = sampling.extra["seed"]?.int {
      sampling.extra = sampling.extra.setting("seed", JSON(seed + ordinal))
    }
    if sampling.extra["stop"] == nil {
      let stops = template.stops + (isFirstLine ? ["\n"] : [])
      if !stops.isEmpty { sampling.extra = sampling.extra.setting("stop", JSON(stops)) }
    }
    return CompletionRequest(
      model: model.model, prompt: [Piece(prompt, isShared: true)], sampling: sampling)
  }

  /// The question that a reply is.
  func question(
    _ reading: Reading, topic: String?, parent: Draft.Parent
  ) throws(UnreadableReply) -> Draft {
    let text = template.turn(in: reading.content, isFirstLine: isFirstLine)
    guard !text.isEmpty else {
      throw UnreadableReply("the reply has no user's turn", failure: .empty)
    }
    return Draft(
      .question, text, attributes: .object(topic.map { [.init("topic", .string($0))] } ?? []),
      language: model.language.isEmpty ? nil : model.language, parents: [parent],
      origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
  }

  func settle(_ root: Artifact, in connection: Connection, run: Int) throws {
    let children = try units(below: root, in: connection).flatMap { unit in
      try unit.stored(in: connection).map {
        try connection.settlingChildren(ofUnit: $0.id, kind: .question)
      } ?? []
    }
    try settlement(.question, below: root).judge([children], limit: count, connection, run: run)
  }
}

/// A further turn of the user, after the conversation so far.
struct MagpieTurnStage: Stage {
  let first: MagpieStage
  /// Which turn, from 2.
  let number: Int

  let parentKind = Kind.answer
  let childKind = Kind.question
  var plan: PlanStage { first.plan("questions-\(number)") }

  func units(below answer: Artifact, in connection: Connection) throws -> [UnitPlan] {
    guard let question = try connection.answered(by: answer) else { return [] }
    let history =
      try connection.history(of: question)
      + [Turn(question: question.asked, answer: answer.text)]
    let (reference, topic) = (answer.reference, question.attributes["topic"]?.string)
    let prompt = first.template.preQuery(system: topic, after: history)
    return [
      UnitPlan(
        draft: unitDraft(0, below: reference), request: { first.request(prompt) },
        read: { reading throws(UnreadableReply) in
          [try first.question(reading, topic: topic, parent: .stored(.follows, reference))]
        })
    ]
  }
}

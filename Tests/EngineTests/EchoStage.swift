import Base
import Client
import Engine
import Store

/// Asks each question as it is and keeps the answer.
struct EchoStage: Stage {
  /// Called for each parent while its unit is planned.
  var onPlanning: @Sendable (Artifact, Connection) throws -> Void = { _, _ in }

  /// What the answer is made from.
  var parent: @Sendable (Artifact) -> Draft.Parent = { .stored(.question, $0.reference) }
  /// The shape that is asked for.
  var schema: ResponseSchema?
  /// How the reply is drawn.
  var sampling = Sampling()
  /// Whether a reply cannot be read.
  var refuses: @Sendable (String) -> Bool = { _ in false }

  let parentKind = Kind.question
  let childKind = Kind.answer
  let plan = PlanStage(
    name: "echo", version: 1, prompt: .init(name: "echo", text: "{{question}}"),
    endpoint: "double", model: "m", settings: .object([]))

  func units(below question: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let reference = question.reference
    let key = plan.unitKey(parents: [reference.key], ordinal: 0)
    try onPlanning(question, connection)
    return [
      UnitPlan(
        draft: UnitDraft(
          key: key, stage: "echo", parent: reference.id, ordinal: 0, retry: 0,
          place: reference.place.below(0)),
        request: {
          ChatRequest(
            model: "m", messages: [.init(role: "user", question.text)], sampling: sampling,
            schema: schema)
        },
        read: { reading throws(UnreadableReply) in
          if refuses(reading.content) { throw UnreadableReply("this cannot be read") }
          return [
            Draft(
              .answer, reading.content, parents: [parent(question)],
              origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
          ]
        })
    ]
  }
}

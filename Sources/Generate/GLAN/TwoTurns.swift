internal import Base
internal import Client
internal import Engine
internal import Store

/// Two turns of one conversation: the model writes freely, and then gives the same as JSON.
///
/// GLAN's authors asked so (sections 2.2 and 2.3), since demands on the form lowered the quality of
/// what was written. The text of the first turn is kept as a passage, from which the second is
/// planned: so a run that ends between them does not pay for the first again.
struct TwoTurns: Sendable {
  /// Whom the first turn asks, and under which plan.
  let writing: (model: StageModel, plan: PlanStage)
  /// The same of the second turn.
  let structuring: (model: StageModel, plan: PlanStage)
  /// What both prompts are filled with.
  let values: [String: String]
  /// The shape of the second reply.
  let schema: ResponseSchema

  /// The units below `parent`: the second one is there once the first is answered.
  ///
  /// `read` gets the second reply and the passage that it was made from.
  func units(
    _ ordinal: Int, below parent: Artifact, as role: Role, in connection: Connection,
    read: @escaping @Sendable (Reading, ArtifactReference) throws(UnreadableReply) -> [Draft]
  ) throws -> [UnitPlan] {
    let first = first(ordinal, below: parent.reference, as: role)
    guard let stored = try first.stored(in: connection), stored.state == .done,
      let passage = try connection.liveArtifacts(ofUnit: stored.id, kind: .passage).first
    else { return [first] }
    let second = UnitPlan(
      draft: structuring.plan.unitDraft(0, below: passage.reference),
      request: { request(after: passage.text) },
      read: { reading throws(UnreadableReply) in try read(reading, passage.reference) })
    return [first, second]
  }

  private func first(
    _ ordinal: Int, below parent: ArtifactReference, as role: Role
  ) -> UnitPlan {
    UnitPlan(
      draft: writing.plan.unitDraft(ordinal, below: parent),
      request: { writing.model.request(values) },
      read: { reading throws(UnreadableReply) in
        [
          Draft(
            .passage, reading.content.trimmed, language: writing.model.language,
            parents: [.stored(role, parent)], origin: .unit(reading.unit, ordinal: 0),
            place: reading.place.below(0))
        ]
      })
  }

  /// The second turn, after the first one and its reply.
  private func request(after text: String) -> ChatRequest {
    var request = structuring.model.request(values, schema: schema)
    let reply = ChatRequest.Message(role: "assistant", text)
    request.messages = writing.model.request(values).messages + [reply] + request.messages
    return request
  }
}

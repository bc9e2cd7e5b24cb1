internal import Base
internal import Client
internal import Store

/// Commits one answer: the call, the artifacts, the unit's state, and what is planned below.
struct Committer: Sendable {
  let planner: Planner
  let work: Work

  func commit(
    _ answer: Answer, _ connection: Connection
  ) throws -> (state: UnitState, expansion: Expansion) {
    var call = answer.call
    switch answer.verdict {
    case .unsent: return (.pending, Expansion(stages: planner.stages.count))
    case _ where answer.isKept: return try closeKept(answer, connection)
    case .usable(let reading):
      do {
        let drafts = try work.unit.read(reading)
        return (.done, try keep(drafts, call, connection))
      } catch let error as UnreadableReply {
        call.failure = error.failure.rawValue
        call.message = error.description
        return try close(.unusable, error.failure, error.description, call, connection)
      }
    case .unusable(let failure, let message):
      return try close(.unusable, failure, message, call, connection)
    case .unfinished(let failure, let message):
      return try close(.unfinished, failure, message, call, connection)
    case .stop(let reason):
      let failure = call.failure.flatMap { FailureClass(rawValue: $0) } ?? .rejected
      return try close(.unfinished, failure, "\(reason)", call, connection)
    }
  }

  private func keep(
    _ drafts: [Draft], _ call: CallDraft, _ connection: Connection
  ) throws -> Expansion {
    let id = try connection.insert(call, unit: work.id, unitKey: work.unit.draft.key)
    let batch = Batch(
      plan: planner.plan, method: planner.method, call: id, time: call.startedAt)
    _ = try connection.insert(drafts, batch)
    try connection.setUnit(work.id, .done)
    var expansion = Expansion(stages: planner.stages.count)
    if !planner.stages[work.stage].settles {
      try planner.expandChildren(ofUnit: work.id, work.stage, connection, &expansion)
    }
    return expansion
  }

  /// The end of a unit whose last attempt is stored: it waited for another one in vain.
  private func closeKept(
    _ answer: Answer, _ connection: Connection
  ) throws -> (UnitState, Expansion) {
    try connection.setUnit(
      work.id, .unfinished, class: answer.call.failure, message: answer.call.message)
    return (.unfinished, Expansion(stages: planner.stages.count))
  }

  /// Whether the unit's parent is live still; if not, the unit is skipped.
  func mayAsk(_ connection: Connection) throws -> Bool {
    if try connection.isLive(work.parent.reference.id) { return true }
    try connection.setUnit(
      work.id, .skipped, class: "parent", message: "its parent fell away")
    return false
  }

  private func close(
    _ state: UnitState, _ failure: FailureClass, _ message: String, _ call: CallDraft,
    _ connection: Connection
  ) throws -> (UnitState, Expansion) {
    _ = try connection.insert(call, unit: work.id, unitKey: work.unit.draft.key)
    try connection.setUnit(work.id, state, class: failure.rawValue, message: message)
    return (state, Expansion(stages: planner.stages.count))
  }
}

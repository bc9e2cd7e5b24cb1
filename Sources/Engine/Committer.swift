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
      return try close(
        .unfinished, failure, message, call, isKept: answer.isKept, connection)
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

  private func close(
    _ state: UnitState, _ failure: FailureClass, _ message: String, _ call: CallDraft,
    isKept: Bool = false, _ connection: Connection
  ) throws -> (UnitState, Expansion) {
    if !isKept {
      _ = try connection.insert(call, unit: work.id, unitKey: work.unit.draft.key)
    }
    try connection.setUnit(work.id, state, class: failure.rawValue, message: message)
    return (state, Expansion(stages: planner.stages.count))
  }
}

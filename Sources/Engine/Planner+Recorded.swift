internal import Base
internal import Client
internal import Store

// What is done about a unit that is stored and not done.

extension Planner {
  /// Makes an open unit this plan's own, so that its calls and artifacts are counted in one place.
  ///
  /// - Throws: ``StoreError`` if a run that lives is about to ask it for another plan.
  func takeOver(_ stored: StoredUnit, _ unit: UnitPlan, _ connection: Connection) throws {
    if stored.plan != plan, !isRehearsal {
      try connection.refuseLeased(plan: stored.plan, to: run)
      try connection.move(stored.id, toPlan: plan, unit.draft.place)
    }
    if stored.state == .skipped { try connection.setUnit(stored.id, .pending) }
  }

  /// Whether a reply was cut off at fewer tokens than `--retry-truncated` allows.
  func mayBeLonger(_ unit: StoredUnit, _ connection: Connection) throws -> Bool {
    guard let limit = options.truncatedLimit, unit.failure == FailureClass.truncated.rawValue,
      let call = try connection.lastCall(ofUnit: unit.id)
    else { return false }
    let body = try JSON(parsing: call.request)
    let asked = ["max_tokens", "max_completion_tokens"].lazy.compactMap { body[$0]?.int }.first
    return asked.map { $0 < limit } ?? true
  }

  /// Reads the last reply to a unit again that could not be read before (`--reparse`); true if it can
  /// be now, and what it brought is stored.
  func reread(_ unit: UnitPlan, _ stored: StoredUnit, _ connection: Connection) throws -> Bool {
    guard options.rereads, stored.state == .unusable,
      let failure = stored.failure.flatMap({ FailureClass(rawValue: $0) }),
      [.notJSON, .schemaMismatch, .unparsable].contains(failure),
      let call = try connection.lastCall(ofUnit: stored.id), let response = call.response
    else { return false }
    let exchange = Exchange(url: call.url, status: call.status, body: Array(response.utf8))
    guard case .completed(let completion) = Reply.read(exchange),
      case .usable(let drafts) = unit.verdict(on: completion, unit.request().schema)
    else { return false }
    let batch = Batch(plan: plan, method: method, call: call.id, time: call.startedAt)
    _ = try connection.insert(drafts, batch)
    try connection.clearFailure(ofCall: call.id)
    try connection.setUnit(stored.id, .done)
    return true
  }
}

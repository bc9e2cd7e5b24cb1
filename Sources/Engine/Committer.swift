internal import Base
internal import Client
internal import Store

/// Commits one answer: the call, the artifacts, the unit's state, and what is planned below.
struct Committer: Sendable {
  let planner: Planner
  let work: Work

  func commit(_ answer: Answer, _ connection: Connection) throws -> UnitOutcome {
    switch answer.verdict {
    case .unsent: return outcome(.pending, answer)
    case .usable(let drafts):
      return try keep(drafts, answer, connection)
    case .unusable(let failure, let message):
      return try close(.unusable, failure, message, answer, connection)
    case .unfinished(let failure, let message):
      return try close(.unfinished, failure, message, answer, connection)
    case .stop(let reason):
      let failure = answer.call?.failure.flatMap { FailureClass(rawValue: $0) } ?? .rejected
      return try close(.unfinished, failure, "\(reason)", answer, connection)
    }
  }

  /// The outcome if the unit's parent fell away since it was planned: then the unit is skipped.
  func skip(_ connection: Connection) throws -> UnitOutcome? {
    if try connection.isLive(work.parent.reference.id) { return nil }
    try connection.setUnit(
      work.id, .skipped, class: "parent", message: "its parent fell away")
    return outcome(.skipped)
  }

  private func keep(
    _ drafts: [Draft], _ answer: Answer, _ connection: Connection
  ) throws -> UnitOutcome {
    var outcome = outcome(.done, answer)
    let call = try answer.call.map { try insert($0, connection) }
    let batch = Batch(
      plan: planner.plan, method: planner.method, call: call,
      time: answer.call?.startedAt ?? timestamp())
    try insert(drafts, batch, connection)
    try connection.setUnit(work.id, .done)
    try follow(connection, &outcome.expansion)
    return outcome
  }

  /// Plans what the unit's end makes possible.
  private func follow(_ connection: Connection, _ expansion: inout Expansion) throws {
    let stage = planner.stages[work.stage]
    if stage is any UnfoldingStage {
      try planner.unfold(work.stage, work.parent, isFirst: false, connection, &expansion)
    } else if !stage.settles {
      try planner.expandChildren(ofUnit: work.id, work.stage, connection, &expansion)
    }
  }

  /// Stores what a reply brought: as versions of what it replaces, if it replaces something.
  private func insert(_ drafts: [Draft], _ batch: Batch, _ connection: Connection) throws {
    guard let before = try planner.predecessor(of: work.unit, connection) else {
      _ = try connection.insert(drafts, batch)
      return
    }
    let (heads, left) = try connection.succession(
      of: drafts, after: before.unit, onlyStale: planner.options.renewal != .redo)
    _ = try connection.insert(drafts, batch, succeeding: heads)
    try connection.dropReplaced(left, by: work.unit.draft.key, run: planner.run)
  }

  private func close(
    _ state: UnitState, _ failure: FailureClass, _ message: String, _ answer: Answer,
    _ connection: Connection
  ) throws -> UnitOutcome {
    if let call = answer.call { _ = try insert(call, connection) }
    try connection.setUnit(work.id, state, class: failure.rawValue, message: message)
    var outcome = outcome(state, answer)
    if state == .unusable, planner.stages[work.stage] is any UnfoldingStage {
      try follow(connection, &outcome.expansion)
    }
    return outcome
  }

  private func insert(_ call: CallDraft, _ connection: Connection) throws -> Int {
    try connection.insert(call, unit: work.id, unitKey: work.unit.draft.key)
  }

  private func outcome(_ state: UnitState, _ answer: Answer? = nil) -> UnitOutcome {
    UnitOutcome(
      work: work, state: state, expansion: Expansion(stages: planner.stages.count),
      call: answer?.call, verdict: answer?.verdict)
  }
}

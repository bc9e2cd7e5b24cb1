internal import Store

/// What is made anew of what is there already.
public enum Renewal: Sendable {
  /// Nothing but what is stale, as far as the plan comes by it.
  case none
  /// What was asked otherwise before, as new versions (`--redo`).
  case redo
  /// What is stale, and nothing else is asked for (`--refresh`).
  case refresh
}

extension Planner {
  /// The request whose artifacts the reply to `unit` is to replace, if there is one.
  ///
  /// That is one whose artifacts are stale, since its parent has a newer version or something else
  /// that they were made from has; or, to redo it, one that was asked otherwise below the same parent.
  /// Beside siblings only what was asked in just the same way is replaced.
  func predecessor(of unit: UnitPlan, _ connection: Connection) throws -> Predecessor? {
    try predecessor(of: unit, among: connection.predecessors(of: unit.draft), connection)
  }

  /// The same, where `earlier` is what was answered in the unit's place.
  func predecessor(
    of unit: UnitPlan, among earlier: [Predecessor], _ connection: Connection
  ) throws -> Predecessor? {
    var earlier = earlier
    if options.allowsSiblings {
      earlier = try earlier.filter { try isAskedAlike(unit, $0, connection) }
    }
    return earlier.first { $0.stale > 0 }
      ?? (options.renewal == .redo ? earlier.first(where: \.hasSameParent) : nil)
  }

  private func isAskedAlike(
    _ unit: UnitPlan, _ earlier: Predecessor, _ connection: Connection
  ) throws -> Bool {
    let now = stages.lazy.flatMap(\.plans).first { $0.name == unit.draft.stage }
    return try connection.planStage(unit.draft.stage, of: earlier.plan)?.identity == now?.identity
  }

  /// True if `unit`, which is not answered, is to be asked: all are, but in a refresh.
  func isWanted(_ unit: UnitPlan, _ connection: Connection) throws -> Bool {
    try options.renewal != .refresh || predecessor(of: unit, connection) != nil
  }

  /// The row of the unit that answers `unit`: itself, or in a refresh what was asked otherwise in its
  /// place, so that what is below that is refreshed, too.
  func answered(_ unit: UnitPlan, _ connection: Connection) throws -> Int? {
    if let stored = try unit.stored(in: connection) {
      return stored.state == .done ? stored.id : nil
    }
    let earlier = try connection.predecessors(of: unit.draft)
    guard options.renewal == .refresh,
      try predecessor(of: unit, among: earlier, connection) == nil
    else { return nil }
    return earlier.first(where: \.hasSameParent)?.unit
  }
}

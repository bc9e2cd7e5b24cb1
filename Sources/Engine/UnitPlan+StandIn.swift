public import Store

extension UnitPlan {
  /// The unit that is asked instead of this one, which brought nothing usable.
  ///
  /// It has this one's place, and a key of its own, so that it is asked once, too.
  func standIn() -> UnitPlan {
    var copy = self
    copy.draft.retry += 1
    copy.draft.key = UnitKeys.standIn(for: draft.key)
    return copy
  }

  /// The unit, or the last of those that stand in for it, as far as they are stored.
  func latest(in connection: Connection) throws -> (unit: UnitPlan, stored: StoredUnit?) {
    var unit = self
    var stored = try connection.unit(draft.key)
    while stored?.state == .unusable {
      let next = unit.standIn()
      guard let found = try connection.unit(next.draft.key) else { break }
      (unit, stored) = (next, found)
    }
    return (unit, stored)
  }

  /// How the unit, or the last that stands in for it, is stored; nil if it was never planned.
  public func stored(in connection: Connection) throws -> StoredUnit? {
    try latest(in: connection).stored
  }
}

public import Base

/// Why a planned request was, or was not, answered by what was recorded before.
public struct UnitExplanation: Sendable {
  /// The row in table `unit`.
  public let id: Int
  /// The identity: what is asked, of whom, and how.
  public let key: Key
  /// The row in table `plan`.
  public let plan: Int
  /// The stage.
  public let stage: String
  /// What it is planned below.
  public let parent: Glimpse?
  /// Which sample or draw below its parent, from 0.
  public let ordinal: Int
  /// How many unusable units it stands in for.
  public let retry: Int
  /// Its state.
  public let state: UnitState
  /// Why it is not done, in a sentence.
  public let message: String?
  /// How often it was asked.
  public let calls: Int
  /// The other requests at its place, in their order.
  public let others: [Other]

  /// Another request at the same place: the same stage, sample and item above.
  public struct Other: Sendable {
    /// The row in table `unit`.
    public let id: Int
    /// Its plan.
    public let plan: Int
    /// Its state.
    public let state: UnitState
    /// What differs, from the earlier one of the two to the later.
    public let differences: [String]
  }
}

extension Connection {
  /// The unit that a user's `ID` names: `unit:` and its id, or `key:` and the beginning of its key; nil
  /// if it names an artifact, or nothing.
  public func unitID(named name: String) throws -> Int? {
    if name.hasPrefix("unit:") {
      let id = Int(name.dropFirst(5)) ?? -1
      guard try first("SELECT 1 FROM unit WHERE id = ?", [.integer(id)], { _ in true }) != nil
      else {
        throw StoreError("there is no \(name): query the view units for ids")
      }
      return id
    }
    guard name.hasPrefix("key:"), name.utf8.count > 4 else { return nil }
    let digits = String(name.dropFirst(4))
    let range: [Value] = [.text(digits), .text(digits + "g")]
    let isArtifact = try first(
      "SELECT 1 FROM artifact WHERE key >= ? AND key < ?", range, { _ in true })
    let units = try rows("SELECT id FROM unit WHERE key >= ? AND key < ? LIMIT 2", range) {
      $0.int(0)
    }
    return isArtifact == nil && units.count == 1 ? units[0] : nil
  }

  /// Why the unit `id` was, or was not, answered by what was recorded before.
  public func explanation(ofUnit id: Int) throws -> UnitExplanation {
    guard let unit = try placedUnit(id) else { throw StoreError("there is no unit \(id)") }
    let others = try rows(
      """
      SELECT u.id FROM unit AS u JOIN artifact AS a ON a.id = u.parent_id
      WHERE u.stage = ? AND u.ordinal = ? AND u.id <> ?
        AND a.item_id = (SELECT item_id FROM artifact WHERE id = ?) ORDER BY u.id
      """,
      [.text(unit.stage), .integer(unit.ordinal), .integer(id), .integer(unit.parent ?? -1)]
    ) { $0.int(0) }
    return UnitExplanation(
      id: id, key: unit.key, plan: unit.plan, stage: unit.stage,
      parent: try unit.parent.flatMap { try glimpse($0) }, ordinal: unit.ordinal,
      retry: unit.retry, state: unit.state, message: unit.message, calls: unit.calls,
      others: try others.compactMap { try placedUnit($0) }.map { other in
        UnitExplanation.Other(
          id: other.id, plan: other.plan, state: other.state,
          differences: try other.id < id
            ? differences(other, unit) : differences(unit, other))
      })
  }

  private func differences(_ before: PlacedUnit, _ now: PlacedUnit) throws -> [String] {
    var found: [String] = []
    if before.parent != now.parent {
      found.append("made from: \(try version(before)), now \(try version(now))")
    }
    if let old = try planStage(before.stage, of: before.plan),
      let new = try planStage(now.stage, of: now.plan)
    {
      found += new.differences(from: old)
    }
    if before.retry != now.retry { found.append("a new try, since a reply was unusable") }
    return found.isEmpty ? ["what was drawn (--seed, or counts)"] : found
  }

  private func version(_ unit: PlacedUnit) throws -> String {
    try unit.parent.flatMap { try glimpse($0) }
      .map { "\($0.kind) \($0.id), version \($0.version)" } ?? "nothing"
  }

  private func placedUnit(_ id: Int) throws -> PlacedUnit? {
    try first(
      """
      SELECT u.key, u.plan_id, u.stage, u.parent_id, u.ordinal, u.retry, u.state, u.message,
        (SELECT count(*) FROM call AS c WHERE c.unit_id = u.id)
      FROM unit AS u WHERE u.id = ?
      """, [.integer(id)]
    ) { row in
      PlacedUnit(
        id: id, key: Key(stored: row.text(0)), plan: row.int(1), stage: row.text(2),
        parent: row.optionalInt(3), ordinal: row.int(4), retry: row.int(5),
        state: UnitState(rawValue: row.text(6)) ?? .pending, message: row.optionalText(7),
        calls: row.int(8))
    }
  }
}

/// A unit as far as another at its place may differ from it.
private struct PlacedUnit {
  let id: Int
  let key: Key
  let plan: Int
  let stage: String
  let parent: Int?
  let ordinal: Int
  let retry: Int
  let state: UnitState
  let message: String?
  let calls: Int
}

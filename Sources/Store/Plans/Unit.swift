public import Base

/// The one state that a planned request is in.
public enum UnitState: String, Sendable, CaseIterable {
  /// Not asked yet, or in flight when the process was killed.
  case pending
  /// Answered, and what was read from the answer is stored.
  case done
  /// Not answered: transport, 429, 5xx. It is asked again under the same unit.
  case unfinished
  /// Answered with nothing usable: truncated, empty, refused, unparsable. Final.
  case unusable
  /// Its parent fell away before it was asked.
  case skipped

  /// True if it will not be asked again.
  public var isFinal: Bool { self == .done || self == .unusable }
}

/// A planned request as it is stored.
public struct StoredUnit: Sendable {
  /// The row in table `unit`.
  public let id: Int
  /// The plan it belongs to, which may be an earlier one than the plan that needs it now.
  public let plan: Int
  /// Its state.
  public let state: UnitState
  /// Why it is not done, as table `unit` names it.
  public let failure: String?
  /// How often it was asked before.
  public let attempts: Int
}

/// A planned request that is about to be stored.
public struct UnitDraft: Sendable {
  /// Hash of what is asked, of whom, and how.
  public var key: Key
  /// The stage's name.
  public var stage: String
  /// The artifact that it is planned below.
  public var parent: Int
  /// Which sample or draw below its parent, from 0.
  public var ordinal: Int
  /// How many unusable units it stands in for.
  public var retry: Int
  /// Its place in the plan.
  public var place: Place

  /// A planned request.
  public init(key: Key, stage: String, parent: Int, ordinal: Int, retry: Int, place: Place) {
    self.key = key
    self.stage = stage
    self.parent = parent
    self.ordinal = ordinal
    self.retry = retry
    self.place = place
  }
}

extension Connection {
  /// The unit with `key`, or nil if it was never planned.
  public func unit(_ key: Key) throws -> StoredUnit? {
    try first(
      """
      SELECT u.id, u.plan_id, u.state, u.class, (SELECT max(c.attempt) FROM call AS c WHERE c.unit_id = u.id)
      FROM unit AS u WHERE u.key = ?
      """, [Value(key)]
    ) { row in
      guard let state = UnitState(rawValue: row.text(2)) else {
        throw StoreError("unit \(row.int(0)) has an unknown state: run verify")
      }
      return StoredUnit(
        id: row.int(0), plan: row.int(1), state: state, failure: row.optionalText(3),
        attempts: row.optionalInt(4) ?? 0)
    }
  }

  /// Plans a unit; the result is its id.
  public func insert(_ unit: UnitDraft, plan: Int) throws -> Int {
    try execute(
      """
      INSERT INTO unit (key, plan_id, stage, parent_id, ordinal, retry, sequence, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, 'pending')
      """,
      [
        Value(unit.key), .integer(plan), .text(unit.stage), .integer(unit.parent),
        .integer(unit.ordinal), .integer(unit.retry), .text(unit.place.description),
      ])
    return lastID
  }

  /// Puts a unit into a state, with why.
  public func setUnit(
    _ id: Int, _ state: UnitState, class failure: String? = nil, message: String? = nil
  ) throws {
    try execute(
      "UPDATE unit SET state = ?, class = ?, message = ? WHERE id = ?",
      [.text(state.rawValue), Value(failure), Value(message), .integer(id)])
  }

  /// Makes the unit `id` one of `plan`, at `place`.
  public func move(_ id: Int, toPlan plan: Int, _ place: Place) throws {
    try execute(
      "UPDATE unit SET plan_id = ?, sequence = ? WHERE id = ?",
      [.integer(plan), .text(place.description), .integer(id)])
  }

  /// The heads, live ones only, of what was read from the response to a unit, in canonical order.
  ///
  /// `CROSS` and `+` keep SQLite from going through all artifacts of the kind.
  public func liveArtifacts(ofUnit id: Int, kind: Kind) throws -> [Artifact] {
    try rows(
      """
      SELECT \(Artifact.columns)
      FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id AND st.status = 'live'
      WHERE a.item_id IN (
        SELECT made.item_id FROM call AS c CROSS JOIN artifact AS made ON made.call_id = c.id
        WHERE c.unit_id = ?1 AND +made.kind = ?2)
      ORDER BY a.plan_id, a.sequence, a.key
      """, [.integer(id), .text(kind.rawValue)]
    ) { try Artifact($0) }
  }

  /// How many units of `plan` are in each state.
  public func unitStates(ofPlan plan: Int) throws -> [UnitState: Int] {
    let counts = try rows(
      "SELECT state, count(*) FROM unit WHERE plan_id = ? GROUP BY state", [.integer(plan)]
    ) { (UnitState(rawValue: $0.text(0)), $0.int(1)) }
    return Dictionary(
      uniqueKeysWithValues: counts.compactMap { pair in pair.0.map { ($0, pair.1) } })
  }

  /// Marks the open units of `plan` whose parent is not live any more as skipped.
  public func skipOrphans(ofPlan plan: Int) throws {
    try execute(
      """
      UPDATE unit SET state = 'skipped', class = 'parent', message = 'its parent fell away'
      WHERE plan_id = ? AND state IN ('pending', 'unfinished') AND parent_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM standing AS s
          WHERE s.artifact_id = unit.parent_id AND s.status = 'live')
      """, [.integer(plan)])
  }
}

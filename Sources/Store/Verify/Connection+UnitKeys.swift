internal import Base

/// A unit as its key is computed once more.
private struct KeyedUnit {
  let id: Int
  let key: String
  let plan: Int
  let stage: String
  let ordinal: Int
  let retry: Int
  let parent: (id: Int, key: Key, kind: String)

  init(_ row: borrowing Row) {
    id = row.int(0)
    key = row.text(1)
    plan = row.int(2)
    stage = row.text(3)
    ordinal = row.int(4)
    retry = row.int(5)
    parent = (row.int(6), Key(stored: row.text(7)), row.text(8))
  }
}

extension Connection {
  /// Units: the stage, the keys of what they are made from, and which sample or draw they are.
  ///
  /// What GLAN drew for a question and Self-Instruct for a request is known from what that brought: those
  /// that brought nothing are passed over, and not counted.
  func unitKeys() throws -> Verification.Check {
    var faults = FaultList()
    var count = 0
    var stages: [Int: [String: (plan: PlanStage, keys: UnitKeys)]] = [:]
    try forEachRow(
      """
      SELECT u.id, u.key, u.plan_id, u.stage, u.ordinal, u.retry, p.id, p.key, p.kind
      FROM unit AS u JOIN artifact AS p ON p.id = u.parent_id ORDER BY u.plan_id, u.stage, u.id
      """
    ) { row in
      let unit = KeyedUnit(row)
      let known = stages[unit.plan]?[unit.stage]
      guard
        let stage = try known ?? planStage(unit.stage, of: unit.plan).map({ ($0, UnitKeys($0)) })
      else {
        faults.add("unit \(unit.id) is of the stage \(unit.stage), which its plan does not have")
        return true
      }
      stages[unit.plan, default: [:]][unit.stage] = stage
      let computed = try keys(unit, stage.plan, stage.keys)
      guard !computed.isEmpty else { return true }
      count += 1
      if !computed.contains(where: { $0.text == unit.key }) {
        faults.add("unit \(unit.id) has the key \(unit.key), which is not that of what it asks")
      }
      return true
    }
    return Verification.Check("the keys of requests are those of what they ask", count, faults)
  }

  /// The keys that `unit` may have; none if the file does not say what it was made from.
  private func keys(
    _ unit: KeyedUnit, _ stage: PlanStage, _ keys: UnitKeys
  ) throws -> [Key] {
    let ordinal = unit.stage == UnitKeys.pairStage ? unit.ordinal % UnitKeys.perPair : unit.ordinal
    return try ingredients(unit, stage).map { parents in
      var key = keys.key(parents: parents, ordinal: ordinal)
      for _ in 0..<unit.retry { key = UnitKeys.standIn(for: key) }
      return key
    }
  }

  /// What `unit` may be made from: most are made from their parent alone.
  private func ingredients(_ unit: KeyedUnit, _ stage: PlanStage) throws -> [[Key]] {
    let parent = unit.parent
    switch (unit.stage, parent.kind) {
    case ("questions", Kind.syllabus.rawValue), ("instructions", Kind.pool.rawValue):
      guard let made = try firstMade(by: unit.id) else { return [] }
      return [[parent.key] + (try keys([.session, .concept, .example], of: made))]
    case ("instances", _), ("class-instances", _):
      return [try keys([.instruction], of: parent.id) + [parent.key]]
    case (UnitKeys.pairStage, _):
      let earlier = try artifact(unit.ordinal / UnitKeys.perPair)
      return [[earlier?.reference.key ?? parent.key, parent.key]]
    default:
      // An evolution is of the parent and an operation, of which the settings have all.
      guard let operations = stage.settings["operations"]?.string else { return [[parent.key]] }
      return operations.split(separator: " ").map { weight in
        [parent.key, UnitKeys.operation(String(weight.prefix { $0 != "=" }))]
      }
    }
  }

  private func firstMade(by unit: Int) throws -> Int? {
    try first(
      """
      SELECT a.id FROM call AS c CROSS JOIN artifact AS a ON a.call_id = c.id
      WHERE c.unit_id = ? ORDER BY a.id LIMIT 1
      """, [.integer(unit)]
    ) { $0.int(0) }
  }

  private func keys(_ roles: [Role], of child: Int) throws -> [Key] {
    let parents = try parentReferences(of: child)
    return roles.flatMap { role in parents.filter { $0.0 == role }.map(\.1.key) }
  }
}

internal import Base

// Keys decide what is the same, so each is computed once more from what it is a hash of.

extension Connection {
  /// Artifacts in the order of their ids; the keys of parents are looked up as they come.
  func artifactKeys() throws -> Verification.Check {
    var faults = FaultList()
    var count = 0
    try forEachRow(
      "SELECT id, key, kind, text, attributes, origin FROM artifact ORDER BY id"
    ) { row in
      count += 1
      let (id, key) = (row.int(0), row.text(1))
      guard let kind = Kind(rawValue: row.text(2)) else {
        faults.add("artifact \(id) is of the kind \(row.text(2)), which this Seedbed does not know")
        return true
      }
      let parents = try parents(of: id)
      let draft = Draft(
        kind, row.text(3), attributes: try JSON(parsing: row.text(4)), parents: parents,
        origin: .content(occurrence: 0), place: Place(0))
      let computed = draft.key(
        parentKeys: parents.map(\.key), originFields: try originFields(row.text(5)))
      if computed.text != key {
        faults.add("artifact \(id) has the key \(key), but what it says makes it \(computed)")
      }
      return true
    }
    return Verification.Check("the keys of artifacts are those of what they say", count, faults)
  }

  private func parents(of child: Int) throws -> [Draft.Parent] {
    try parentReferences(of: child).map { .stored($0, $1) }
  }

  func planKeys() throws -> Verification.Check {
    var faults = FaultList()
    let plans = try rows("SELECT id, key, method, parameters, seed FROM plan") { row in
      (
        id: row.int(0), key: row.text(1),
        plan: Plan(
          method: row.text(2), parameters: try JSON(parsing: row.text(3)), seed: row.int(4))
      )
    }
    for (id, key, plan) in plans {
      var plan = plan
      plan.stages = try rows("SELECT stage FROM plan_stage WHERE plan_id = ?", [.integer(id)]) {
        $0.text(0)
      }.compactMap { try planStage($0, of: id) }
      if plan.key.text != key {
        faults.add("plan \(id) has the key \(key), but what it asks makes it \(plan.key)")
      }
    }
    return Verification.Check("the keys of plans are those of what they ask", plans.count, faults)
  }

  /// Prompts and shared pieces are known by the hash of their text.
  func textKeys(_ table: String, _ prefix: String) throws -> Verification.Check {
    var faults = FaultList()
    var count = 0
    try forEachRow("SELECT id, hash, text FROM \(table)") { row in
      count += 1
      if Key(of: [prefix, row.text(2)]).text != row.text(1) {
        faults.add("\(table) \(row.int(0)) has a hash that is not of its text")
      }
      return true
    }
    return Verification.Check("the hashes of table \(table) are those of its texts", count, faults)
  }

  /// Calls: the hash of the unit, the endpoint and the exact body, put together from its pieces.
  func fingerprints() throws -> Verification.Check {
    var faults = FaultList()
    var count = 0
    try forEachRow(
      """
      SELECT c.id, c.fingerprint, u.key, c.endpoint, v.request
      FROM call AS c JOIN unit AS u ON u.id = c.unit_id JOIN calls AS v ON v.id = c.id
      """
    ) { row in
      count += 1
      let computed = Key(of: ["call 1", row.text(2), row.text(3), row.text(4)])
      if computed.text != row.text(1) {
        faults.add("call \(row.int(0)) has a fingerprint that is not of its request")
      }
      return true
    }
    return Verification.Check(
      "the fingerprints of calls are those of their requests", count, faults)
  }
}

extension Draft.Parent {
  /// The key of a parent that is stored; a draft has none yet.
  fileprivate var key: Key {
    if case .stored(let reference) = target { reference.key } else { Key(stored: "") }
  }
}

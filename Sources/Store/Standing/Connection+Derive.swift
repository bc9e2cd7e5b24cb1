/// A row of table `standing` that is not what follows from the facts.
struct StandingFault {
  /// The artifact.
  let artifact: Int
  /// The row as it is; nil if it is missing.
  let stored: DerivedStanding.Row?
  /// The row as it should be; nil if there should be none.
  let derived: DerivedStanding.Row?
}

extension Connection {
  /// Compares table `standing` with what follows from artifacts, lineage and decisions.
  func standingFaults(_ derived: DerivedStanding) throws -> [StandingFault] {
    var faults: [StandingFault] = []
    var expected = derived.heads.makeIterator()
    var next = expected.next()
    try forEachRow(
      """
      SELECT artifact_id, kind, status, chosen, question_id, discipline_id, subject_id,
        conversation_id, turn, decision_id, dropped_by FROM standing ORDER BY artifact_id
      """
    ) { row in
      let id = row.int(0)
      while let missing = next, missing < id {
        faults.append(
          StandingFault(artifact: missing, stored: nil, derived: derived.row(of: missing)))
        next = expected.next()
      }
      if next == id { next = expected.next() }
      let stored = DerivedStanding.Row(stored: row)
      if stored != derived.row(of: id) {
        faults.append(StandingFault(artifact: id, stored: stored, derived: derived.row(of: id)))
      }
      return true
    }
    while let missing = next {
      faults.append(
        StandingFault(artifact: missing, stored: nil, derived: derived.row(of: missing)))
      next = expected.next()
    }
    return faults
  }

  /// Makes table `standing` what follows from the facts; the result is how many rows were not.
  @discardableResult
  func deriveStanding() throws -> Int {
    let faults = try standingFaults(DerivedStanding(self))
    for fault in faults {
      if fault.stored != nil {
        try execute("DELETE FROM standing WHERE artifact_id = ?", [.integer(fault.artifact)])
      }
      if let row = fault.derived { try insert(row, of: fault.artifact) }
    }
    try countHeads()
    return faults.count
  }

  /// Counts what tables `tally` and `drop_tally` say anew, all of it.
  func countHeads() throws {
    try execute("DELETE FROM tally")
    try execute("INSERT INTO tally (kind, status, rule, heads) \(Standing.tally)")
    try execute("DELETE FROM drop_tally")
    try execute("INSERT INTO drop_tally (kind, rule, heads) \(Standing.dropTally)")
  }

  private func insert(_ row: DerivedStanding.Row, of artifact: Int) throws {
    func optional(_ id: Int) -> Value { id == 0 ? .null : .integer(id) }
    try execute(
      """
      INSERT INTO standing (artifact_id, kind, status, chosen, question_id, discipline_id,
        subject_id, conversation_id, turn, decision_id, dropped_by)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(artifact), .text(row.kind), .text(row.status.rawValue),
        .integer(row.isChosen ? 1 : 0), optional(row.question), optional(row.discipline),
        optional(row.subject), optional(row.conversation), optional(row.turn),
        optional(row.decision), Value(row.droppedBy),
      ])
  }
}

extension DerivedStanding.Row {
  /// The row as table `standing` has it.
  fileprivate init(stored row: borrowing Row) {
    kind = row.text(1)
    // The schema allows no other word.
    status = Status(rawValue: row.text(2)) ?? .live
    isChosen = row.int(3) == 1
    question = row.int(4)
    discipline = row.int(5)
    subject = row.int(6)
    conversation = row.int(7)
    turn = row.int(8)
    decision = row.int(9)
    droppedBy = row.optionalText(10)
  }
}

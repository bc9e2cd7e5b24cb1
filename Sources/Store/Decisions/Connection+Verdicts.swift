/// A decision together with the run that made it.
public struct RecordedDecision: Sendable {
  /// The row in table `decision`.
  public let id: Int
  /// The artifact that it is about.
  public let artifact: Int
  /// `drop`, `flag`, `accept`, `reject` or `score`.
  public let verdict: String
  /// The rule's name; `person` for a person.
  public let rule: String
  /// What was measured.
  public let value: Double?
  /// What it was compared with.
  public let threshold: Double?
  /// The row that it repeats.
  public let witness: Int?
  /// One sentence.
  public let reason: String?
  /// `active`, `superseded` or `undone`.
  public let state: String
  /// The run.
  public let run: Int
  /// The run's command line.
  public let command: String
  /// When the run began.
  public let startedAt: String

  fileprivate static let columns = """
    SELECT d.id, d.artifact_id, d.verdict, s.rule, d.value, d.threshold, d.witness_id, d.reason,
      s.state, r.id, r.command, r.started_at
    FROM decision AS d JOIN screening AS s ON s.id = d.screening_id JOIN run AS r ON r.id = s.run_id
    """

  fileprivate init(_ row: borrowing Row) {
    id = row.int(0)
    artifact = row.int(1)
    verdict = row.text(2)
    rule = row.text(3)
    value = row.optionalDouble(4)
    threshold = row.optionalDouble(5)
    witness = row.optionalInt(6)
    reason = row.optionalText(7)
    state = row.text(8)
    run = row.int(9)
    command = row.text(10)
    startedAt = row.text(11)
  }
}

/// One row of an export.
public struct ExportMembership: Sendable {
  /// The row in table `export`.
  public let export: Int
  /// The run that wrote it.
  public let run: Int
  /// The export's format.
  public let format: String
  /// `train`, `validation`, `test` or `withheld`.
  public let split: String
  /// The line in its file, from 1.
  public let position: Int
}

extension Connection {
  /// Every decision about the artifact `id`, undone ones too, in the order they were made.
  public func decisions(on id: Int) throws -> [RecordedDecision] {
    try rows(
      RecordedDecision.columns + " WHERE d.artifact_id = ? ORDER BY d.id", [.integer(id)]
    ) { RecordedDecision($0) }
  }

  /// The decision `id`, or nil.
  public func decision(_ id: Int) throws -> RecordedDecision? {
    try first(RecordedDecision.columns + " WHERE d.id = ?", [.integer(id)]) {
      RecordedDecision($0)
    }
  }

  /// The exports that the question or answer `id` went into.
  public func exports(of id: Int) throws -> [ExportMembership] {
    try rows(
      """
      SELECT e.id, e.run_id, e.format, m.split, m.position FROM (
        SELECT export_id, split, position FROM export_member WHERE question_id = ?1
        UNION SELECT export_id, split, position FROM export_member WHERE answer_id = ?1) AS m
      JOIN export AS e ON e.id = m.export_id ORDER BY e.id, m.split, m.position
      """, [.integer(id)]
    ) {
      ExportMembership(
        export: $0.int(0), run: $0.int(1), format: $0.text(2), split: $0.text(3),
        position: $0.int(4))
    }
  }
}

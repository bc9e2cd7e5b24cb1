extension Merge {
  /// Screenings with their decisions.
  ///
  /// A screening is known by its run and its number among the run's; what a run decided never
  /// changes, but it may be undone.
  mutating func bringDecisions() throws {
    try mapWithinRuns("screening")
    let brought = try change(
      """
      INSERT INTO main.screening (id, run_id, rule, rule_version, scope, parameters, is_incremental,
        examined, state)
      SELECT m.ours, \(ours("run", "t.run_id")), t.rule, t.rule_version, t.scope, t.parameters,
        t.is_incremental, t.examined, CASE t.state WHEN 'undone' THEN 'undone' ELSE 'active' END
      FROM temp.merged_screening AS m JOIN \(other).screening AS t ON t.id = m.theirs
      WHERE m.is_new ORDER BY m.ours
      """)
    let undone = try change(
      """
      UPDATE main.screening SET state = 'undone', superseded_by = NULL
      FROM temp.merged_screening AS m JOIN \(other).screening AS t ON t.id = m.theirs
      WHERE screening.id = m.ours AND t.state = 'undone' AND screening.state <> 'undone'
      """)
    figures.others += brought + undone
    try insertDecisions()
    let isMoved = try orderDecisions()
    if isMoved { figures.others += 1 }
    if isMoved || brought + undone > 0 { try connection.deriveSupersession() }
  }

  /// Maps the rows of `table`, each known by its run and its number among the run's.
  private func mapWithinRuns(_ table: String) throws {
    try connection.executeScript(Merge.number(table, as: "theirs", in: other))
    try connection.executeScript(Merge.number(table, as: "ours", in: "main"))
    try map(
      table,
      on: """
        o.id = (SELECT y.id FROM temp.numbered_theirs AS x
          JOIN temp.numbered_ours AS y ON y.run_id = \(ours("run", "x.run_id"))
            AND y.number = x.number WHERE x.id = t.id)
        """)
  }

  /// A script that numbers the rows of `table` within their runs.
  private static func number(_ table: String, as side: String, in schema: String) -> String {
    """
    DROP TABLE IF EXISTS temp.numbered_\(side);
    CREATE TEMP TABLE numbered_\(side) (id INTEGER PRIMARY KEY, run_id INTEGER, number INTEGER);
    INSERT INTO temp.numbered_\(side)
    SELECT id, run_id, row_number() OVER (PARTITION BY run_id ORDER BY id) FROM \(schema).\(table);
    CREATE INDEX temp.numbered_\(side)_run ON numbered_\(side) (run_id, number);
    """
  }

  private mutating func insertDecisions() throws {
    figures.decisions += try change(
      """
      INSERT INTO main.decision (screening_id, artifact_id, verdict, value, threshold, witness_id,
        call_id, reason, evidence)
      SELECT m.ours, \(ours("artifact", "t.artifact_id")), t.verdict, t.value, t.threshold,
        \(ours("artifact", "t.witness_id")), \(ours("call", "t.call_id")), t.reason, t.evidence
      FROM \(other).decision AS t JOIN temp.merged_screening AS m ON m.theirs = t.screening_id
      WHERE m.is_new ORDER BY t.id
      """)
  }

  /// "Latest" and "first" among decisions mean the order of the runs that made them, wherever; true
  /// if that moved any.
  private func orderDecisions() throws -> Bool {
    let wasMixed = try reorder(
      "screening", by: "run.started_at, run.key, screening.id",
      of: "main.screening JOIN main.run ON run.id = screening.run_id",
      references: [
        Reference(table: "decision", column: "screening_id"),
        Reference(table: "screening", column: "superseded_by"),
      ])
    guard wasMixed else { return false }
    _ = try reorder(
      "decision", by: "screening_id, id", of: "main.decision",
      references: [Reference(table: "standing", column: "decision_id")])
    return true
  }

  /// Exports and their rows; like a screening, one is known by its run and its number there.
  mutating func bringExports() throws {
    try mapWithinRuns("export")
    figures.exports += try change(
      """
      INSERT INTO main.export (id, run_id, format, parameters, manifest, created_at)
      SELECT m.ours, \(ours("run", "t.run_id")), t.format, t.parameters, t.manifest, t.created_at
      FROM temp.merged_export AS m JOIN \(other).export AS t ON t.id = m.theirs WHERE m.is_new
      """)
    try change(
      """
      INSERT INTO main.export_member (export_id, split, position, question_id, answer_id,
        rejected_id, instance)
      SELECT m.ours, t.split, t.position, \(ours("artifact", "t.question_id")),
        \(ours("artifact", "t.answer_id")), \(ours("artifact", "t.rejected_id")), t.instance
      FROM \(other).export_member AS t JOIN temp.merged_export AS m ON m.theirs = t.export_id
      WHERE m.is_new
      """)
  }
}

extension Connection {
  /// Says of every screening that is not undone whether a later one took its place: the next full
  /// one of the same rule and scope.
  func deriveSupersession() throws {
    try execute(
      """
      UPDATE screening SET superseded_by = next.id,
        state = CASE WHEN next.id IS NULL THEN 'active' ELSE 'superseded' END
      FROM (\(FactRule.successors)) AS next
      WHERE next.screening = screening.id AND (screening.superseded_by IS NOT next.id
        OR screening.state <> CASE WHEN next.id IS NULL THEN 'active' ELSE 'superseded' END)
      """)
  }
}

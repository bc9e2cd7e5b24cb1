internal import Base
internal import Store

/// The rows of the last export that are examples no more, and why.
struct Departures {
  /// As the manifest tells it; null if there was no export before.
  let json: JSON

  /// Those since the last export of what `options` select, or else since the last of all.
  init(_ connection: Connection, _ options: ExportOptions) throws {
    let last = try connection.first(
      """
      SELECT id, parameters ->> '$.selection.choose' FROM export
      ORDER BY parameters ->> '$.selection' = ? DESC, id DESC LIMIT 1
      """, [.text(Manifest.selection(options).text)]
    ) { (id: $0.int(0), choice: $0.text(1)) }
    guard let last else {
      json = .null
      return
    }
    let reasons = try Departures.reasons(
      since: last.id, choosesBest: last.choice == "\(AnswerChoice.judged)", connection)
    json = [
      "since_export": JSON(last.id),
      "rows": JSON(reasons.reduce(0) { $0 + ($1["rows"]?.int ?? 0) }),
      "reasons": .array(reasons),
    ]
  }

  /// One entry for each rule or person's word, and for each artifact above the questions that took
  /// rows along.
  private static func reasons(
    since export: Int, choosesBest: Bool, _ connection: Connection
  ) throws -> [JSON] {
    try connection.rows(
      """
      SELECT count(*) AS rows,
        CASE WHEN st.status IS NULL THEN 'superseded' WHEN st.status = 'live' THEN 'not_chosen'
          ELSE st.status END AS outcome,
        sc.rule AS rule, d.reason AS reason, sc.run_id AS run,
        CASE WHEN a.kind NOT IN ('question', 'answer') THEN a.id END AS artifact,
        a.kind AS kind, a.key AS key, a.text AS text
      FROM export_member AS m
      LEFT JOIN standing AS st ON st.artifact_id = m.answer_id
      LEFT JOIN decision AS d ON d.id = st.decision_id
      LEFT JOIN screening AS sc ON sc.id = d.screening_id
      LEFT JOIN artifact AS a ON a.id = d.artifact_id
      WHERE m.export_id = ?1 AND m.split <> 'withheld'
        AND (st.status IS NULL OR st.status <> 'live' OR ?2 AND st.chosen = 0 AND m.instance IS NULL)
      GROUP BY outcome, rule, run, artifact, CASE WHEN rule = 'person' THEN reason END
      ORDER BY rows DESC, run, artifact
      """, [.integer(export), .integer(choosesBest ? 1 : 0)]
    ) { row in
      let isAbove = !row.isNull(5)
      return [
        "rows": JSON(row.int(0)), "outcome": .string(row.text(1)),
        "rule": JSON(row.optionalText(2)),
        // The reasons of rules are those of single rows.
        "reason": JSON(row.optionalText(2) == "person" ? row.optionalText(3) : nil),
        "run": row.optionalInt(4).map { JSON($0) } ?? .null,
        "kind": JSON(isAbove ? row.optionalText(6) : nil),
        "key": JSON(isAbove ? row.optionalText(7) : nil),
        "text": JSON(isAbove ? row.optionalText(8) : nil),
      ]
    }
  }
}

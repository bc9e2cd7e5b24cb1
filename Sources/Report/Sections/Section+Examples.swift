internal import Base
internal import Store

extension Section {
  /// Some examples with what each was made from.
  static func examples(_ connection: Connection) throws -> Section {
    var section = Section(id: "examples", title: "Examples to be read")
    let table = try connection.table(
      """
      SELECT e.question_id, e.answer_id, e.question, e.input, e.system, e.answer, e.language,
        e.method, e.discipline, e.subject, e.turn
      FROM examples AS e JOIN artifact AS a ON a.id = e.answer_id
      WHERE e.answer_id IN (
        SELECT st.artifact_id FROM standing AS st JOIN artifact AS k ON k.id = st.artifact_id
        WHERE st.chosen = 1 ORDER BY k.key LIMIT 12)
      ORDER BY a.key
      """)
    let lineages = try table.rows.map { row in
      try connection.lineage(of: row.int("answer_id"), limit: 40)
    }
    section.add(
      "Examples by key",
      note:
        "At most twelve: those with the lowest keys, which are hashes: a draw that stays the same. Open the "
        + "lineage for what each was made from.", table,
      missing: ("There is no example", "seedbed generate answers DB --model NAME")
    ) { table in
      "<div class=\"cards\">\(zip(table.rows, lineages).map(card))</div>"
    }
    return section
  }

  private static func card(_ row: Table.Record, _ lineage: LineageGraph) -> HTML {
    let place = [row.text("discipline"), row.text("subject"), row.text("language")]
      .compactMap(\.self).joined(separator: " › ")
    let parts = [
      ("System", "system"), ("Question", "question"), ("Input", "input"), ("Answer", "answer"),
    ].compactMap { heading, column in row.text(column).map { text($0, heading) } }
    return """
      <article><h4><span class="tag">\(row.text("method") ?? "")</span> \
      answer \(row.int("answer_id")) <span class="soft" dir="auto">\(place)</span></h4>
      \(parts)
      <details><summary>Lineage</summary>\(LineageList(lineage).html)</details></article>
      """
  }
}

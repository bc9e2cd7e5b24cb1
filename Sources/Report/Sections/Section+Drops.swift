internal import Store

extension Section {
  /// What rules took, with rows to be read.
  static func drops(_ connection: Connection) throws -> Section {
    var section = Section(id: "drops", title: "What rules found")
    let counts = try connection.table(
      """
      SELECT rule, kind, sum(verdict = 'drop') AS dropped, sum(verdict = 'flag') AS flagged
      FROM (
        SELECT rule, kind, 'drop' AS verdict FROM drops
        UNION ALL SELECT rule, kind, 'flag' FROM flags)
      GROUP BY rule, kind ORDER BY dropped DESC, flagged DESC, rule, kind
      """)
    section.add(
      "Drops and flags by rule",
      note: "A row that several rules drop counts for each. Flags change nothing.", counts,
      missing: ("No rule has dropped or flagged a row", "seedbed curate filter DB"),
      draw: bars)
    let drawn = try connection.table(sample)
    section.add(
      "Drops to be read",
      note: "At most three of each rule, those with the lowest keys, beside the row that each "
        + "repeats. Not right? seedbed accept DB ID keeps a row; seedbed undo DB RUN takes a rule back.",
      drawn
    ) { table in
      "<div class=\"cards\">\(table.rows.map(card))</div>"
    }
    return section
  }

  private static func bars(_ table: Table) -> HTML {
    Bars(
      table.rows.map { row in
        let counts = [("dropped", Palette.dropped), ("flagged", 4)]
        let words = counts.filter { row.int($0.0) > 0 }
          .map { "\(Decimal.grouped(row.int($0.0))) \($0.0)" }
        return Bars.Bar(
          label: "\(row.text("rule") ?? "") · \(row.text("kind") ?? "")",
          value: words.joined(separator: ", "),
          parts: counts.map { .init(name: $0.0, value: Double(row.int($0.0)), color: $0.1) })
      }
    ).html
  }

  private static let sample = """
    WITH
      drawn AS (
        SELECT d.rule, d.kind, d.artifact_id, d.value, d.threshold, d.reason, d.witness_id,
          d.witness_status, a.text,
          row_number() OVER (PARTITION BY d.rule ORDER BY a.key) AS place
        FROM drops AS d JOIN artifact AS a ON a.id = d.artifact_id)
    SELECT d.rule, d.kind, d.artifact_id AS id, d.value, d.threshold, d.reason, d.text,
      d.witness_id, d.witness_status, w.text AS witness, q.text AS question
    FROM drawn AS d
    LEFT JOIN artifact AS w ON w.id = d.witness_id
    LEFT JOIN standing AS st ON st.artifact_id = d.artifact_id
    LEFT JOIN artifact AS q ON q.id = st.question_id
    WHERE d.place <= 3 ORDER BY d.rule, d.place
    """

  private static func card(_ row: Table.Record) -> HTML {
    let reason = row.text("reason").map { ": \($0)" } ?? ""
    let question: HTML = row.text("question").map { text($0, "Question") } ?? .none
    let status = row.text("witness_status") ?? ""
    let measured = row.number("value").map { ", \(Decimal.readable($0))" } ?? ""
    let heading =
      "Repeats \(row.int("witness_id"))\(measured)\(status == "live" ? "" : ", \(status)")"
    let witness: HTML = row.text("witness").map { text($0, heading) } ?? .none
    return """
      <article><h4><span class="tag">\(row.text("rule") ?? "")</span> \
      \(row.text("kind") ?? "") \(row.int("id"))<span class="soft">\(reason)</span></h4>
      \(question)\(text(row.text("text") ?? "", "Dropped"))\(witness)</article>
      """
  }

  /// A text from data under a small heading.
  static func text(_ text: String, _ heading: String) -> HTML {
    let shown: HTML =
      text.allSatisfy(\.isWhitespace) ? "<span class=\"cut\">empty</span>" : .excerpt(text)
    return """
      <div class="text"><h5>\(heading)</h5><p dir="auto">\(shown)</p></div>
      """
  }
}

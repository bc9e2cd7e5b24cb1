internal import Store

extension Section {
  /// How long questions and answers are.
  static func lengths(_ connection: Connection) throws -> Section {
    var section = Section(id: "lengths", title: "Length")
    let table = try connection.table(
      """
      WITH
        lengths AS (
          SELECT 'questions' AS kind, length(question) AS n FROM examples
          UNION ALL SELECT 'answers', length(answer) FROM examples)
      SELECT kind, CASE WHEN n = 0 THEN 0 ELSE 1 << CAST(log2(n) AS INTEGER) END AS at_least,
        count(*) AS rows
      FROM lengths GROUP BY kind, at_least ORDER BY kind DESC, at_least
      """)
    section.add(
      "Characters of questions and answers",
      note: "Each column begins at the number below it and ends before its double.", table,
      missing: (
        "There is no example", "seedbed generate answers DB --model NAME"
      ), draw: Histogram.doubling("kind", bin: "at_least", count: "rows").html)
    return section
  }
}

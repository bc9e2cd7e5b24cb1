internal import Store

extension Section {
  /// What judges gave.
  static func scores(_ connection: Connection) throws -> Section {
    var section = Section(id: "scores", title: "Judges")
    let means = try connection.table(meanScores)
    section.add(
      "Scores", note: "The mean of a row's scores by one rubric; rows that are out count too.",
      means,
      missing: (
        "No judge has scored a row", "seedbed curate judge DB --model NAME --rubrics quality"
      ),
      draw: Histogram.even("rule", bin: "score", count: "rows", perOne: 1, limits: 1...5).html)
    let agreement = try connection.table(agreementOfScores)
    section.add(
      "Agreement of several scores",
      note: "Rows whose scores are the same, and alpha: 1 is full agreement, 0 is chance.",
      agreement
    ) { table in
      Bars(
        shares: table.rows.map { row in
          let same = row.number("identical") ?? 0
          return Bars.Bar(
            label: row.text("rule") ?? "",
            value: row.number("alpha").map { "alpha \(Decimal.text($0, places: 2))" } ?? "",
            note: "\(Decimal.grouped(row.int("rows"))) rows with more than one score",
            parts: [
              .init(name: "identical", value: same, color: Palette.kept),
              .init(
                name: "differ by at most 1", value: (row.number("within_one") ?? 0) - same, color: 4
              ),
              .init(
                name: "differ more", value: 1 - (row.number("within_one") ?? 0),
                color: Palette.dropped),
            ])
        }
      ).html
    }
    return section
  }

  private static let meanScores = """
    WITH
      means AS (
        SELECT rule, artifact_id, avg(value) AS mean FROM scores
        WHERE rule LIKE 'judge/%' AND rule <> 'judge/difficulty' GROUP BY rule, artifact_id)
    SELECT rule, round(mean) AS score, count(*) AS rows
    FROM means GROUP BY rule, 2 ORDER BY rule, 2
    """

  private static let agreementOfScores = """
    SELECT rule, rows, scores, identical, within_one, alpha FROM agreement ORDER BY rule
    """
}

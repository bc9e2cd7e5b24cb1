internal import Store

extension Section {
  /// How alike rows are.
  static func neighbours(_ connection: Connection) throws -> Section {
    var section = Section(
      id: "neighbours", title: "Nearest neighbours",
      lead: "ROUGE-L of each row with the row that is most like it: 0 has no word in common, 1 is "
        + "the same text.")
    let kept = try connection.table(
      """
      SELECT kind, min(CAST(value * 20 AS INTEGER), 19) / 20.0 AS from_rouge_l, count(*) AS rows
      FROM neighbours GROUP BY kind, 2 ORDER BY kind DESC, 2
      """)
    let twentieths = Histogram.even(
      "kind", bin: "from_rouge_l", count: "rows", perOne: 20, limits: 0...0.95)
    section.add(
      "What was kept",
      note: "A heap just below the threshold says that the model repeats itself. Rows without a "
        + "neighbour above the floor of --nearest are not counted.", kept,
      missing: (
        "Neighbours of what was kept were not stored", "seedbed curate dedup DB --nearest 0.3"
      ), draw: twentieths.html)
    let dropped = try connection.table(
      """
      SELECT kind, min(CAST(value * 20 AS INTEGER), 19) / 20.0 AS from_rouge_l, count(*) AS rows
      FROM drops WHERE rule = 'dedup' AND value IS NOT NULL GROUP BY kind, 2 ORDER BY kind DESC, 2
      """)
    section.add(
      "What was dropped as a near-duplicate", note: "The ROUGE-L with the row that each repeats.",
      dropped,
      missing: ("No near-duplicate was dropped", "seedbed curate dedup DB"),
      draw: twentieths.html)
    return section
  }
}

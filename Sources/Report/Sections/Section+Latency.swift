internal import Store

extension Section {
  // Of the tables and not of the view "calls": that would put together each request's body.
  static let latency = """
    WITH
      ranked AS (
        SELECT u.stage, c.model, c.latency_ms,
          row_number() OVER (PARTITION BY u.stage, c.model ORDER BY c.latency_ms) AS place,
          count(*) OVER (PARTITION BY u.stage, c.model) AS calls
        FROM call AS c JOIN unit AS u ON u.id = c.unit_id WHERE c.class IS NULL)
    SELECT stage, model, calls,
      min(CASE WHEN place * 10 >= calls THEN latency_ms END) AS p10,
      min(CASE WHEN place * 2 >= calls THEN latency_ms END) AS median,
      min(CASE WHEN place * 10 >= calls * 9 THEN latency_ms END) AS p90, max(latency_ms) AS longest
    FROM ranked GROUP BY stage, model ORDER BY median DESC, stage, model
    """

  /// A span for each stage and model.
  static func latencies(_ table: Table) -> HTML {
    Ranges(
      ranges: table.rows.map { row in
        let seconds = ["p10", "median", "p90", "longest"].map { time(row.int($0)) }
        return Ranges.Range(
          label: "\(row.text("stage") ?? "") · \(row.text("model") ?? "")",
          value: "median \(seconds[1])",
          note: "8 in 10 between \(seconds[0]) and \(seconds[2]); the longest \(seconds[3])",
          low: Double(row.int("p10")), middle: Double(row.int("median")),
          high: Double(row.int("p90")))
      }
    ).html
  }

  private static func time(_ milliseconds: Int) -> String {
    milliseconds < 1000
      ? "\(milliseconds) ms" : "\(Decimal.text(Double(milliseconds) / 1000, places: 1)) s"
  }
}

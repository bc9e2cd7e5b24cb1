internal import Store

extension Section {
  /// What was asked, what it cost, what failed and how long it took.
  static func requests(_ connection: Connection) throws -> Section {
    var section = Section(id: "requests", title: "Requests, tokens and cost")
    let requests = try connection.table(states)
    section.add(
      "Requests by stage", note: "Every planned request is in one state.", requests,
      missing: (
        "No model was asked", "seedbed generate glan DB --discipline NAME --model NAME"
      ), draw: requestBars)
    guard !requests.isEmpty else { return section }
    section.add(
      "Tokens and cost by stage and model",
      note: "Every attempt counts, also those that brought nothing.",
      try connection.table(tokens), draw: tokenBars)
    section.add(
      "Failed calls by class", note: "A call that failed on the way may have been sent again.",
      try connection.table(failures), draw: failureBars)
    section.add(
      "Latency of usable replies",
      note: "From the tenth to the ninetieth percentile, with the median.",
      try connection.table(latency), draw: latencies)
    return section
  }

  private static let states = """
    SELECT u.stage, sum(u.state = 'done') AS done, sum(u.state = 'unusable') AS unusable,
      sum(u.state = 'unfinished') AS unfinished, sum(u.state = 'pending') AS pending,
      sum(u.state = 'skipped') AS skipped
    FROM unit AS u GROUP BY u.stage ORDER BY min(u.id)
    """

  private static let tokens = """
    SELECT stage, model, sum(calls) AS calls, sum(failures) AS failures,
      sum(prompt_tokens) AS prompt_tokens, sum(completion_tokens) AS completion_tokens,
      sum(cost) AS cost
    FROM costs GROUP BY stage, model ORDER BY sum(prompt_tokens + completion_tokens) DESC,
      stage, model
    """

  private static let failures = """
    SELECT u.stage, c.class, count(*) AS calls, count(DISTINCT u.id) AS requests,
      min(c.message) AS message
    FROM call AS c JOIN unit AS u ON u.id = c.unit_id WHERE c.class IS NOT NULL
    GROUP BY u.stage, c.class ORDER BY calls DESC, u.stage, c.class
    """

  private static func requestBars(_ table: Table) -> HTML {
    let states = [("done", 0), ("unusable", 5), ("unfinished", 1), ("pending", 6), ("skipped", 7)]
    return Bars(
      table.rows.map { row in
        let open = states.dropFirst().filter { row.int($0.0) > 0 }
          .map { "\(Decimal.grouped(row.int($0.0))) \($0.0)" }
        return Bars.Bar(
          label: row.text("stage") ?? "", value: "\(Decimal.grouped(row.int("done"))) done",
          note: open.joined(separator: ", "),
          parts: states.map { .init(name: $0.0, value: Double(row.int($0.0)), color: $0.1) })
      }
    ).html
  }

  private static func tokenBars(_ table: Table) -> HTML {
    Bars(
      table.rows.map { row in
        let (asked, said) = (row.int("prompt_tokens"), row.int("completion_tokens"))
        let cost = row.number("cost").map { "cost \(Decimal.readable($0))" }
        let calls = Decimal.counted(row.int("calls"), "call")
        let failed = row.int("failures")
        let told =
          [calls, failed > 0 ? "\(Decimal.grouped(failed)) failed" : nil, cost]
        return Bars.Bar(
          label: "\(row.text("stage") ?? "") · \(row.text("model") ?? "")",
          value: "\(Decimal.grouped(asked + said)) tokens",
          note: told.compactMap(\.self).joined(separator: ", "),
          parts: [
            .init(name: "prompts", value: Double(asked), color: 4),
            .init(name: "completions", value: Double(said), color: 0),
          ])
      }
    ).html
  }

  private static func failureBars(_ table: Table) -> HTML {
    Bars(
      table.rows.map { row in
        Bars.Bar(
          label: "\(row.text("stage") ?? "") · \(row.text("class") ?? "")",
          value: Decimal.counted(row.int("calls"), "call"),
          note: String((row.text("message") ?? "").prefix(200)),
          parts: [.init(name: "calls", value: Double(row.int("calls")), color: Palette.failed)])
      }
    ).html
  }
}

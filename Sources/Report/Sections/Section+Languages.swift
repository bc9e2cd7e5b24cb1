internal import Store

extension Section {
  /// The languages that were asked for, and the methods that made the questions.
  static func languages(_ connection: Connection) throws -> Section {
    var section = Section(id: "languages", title: "Languages and methods")
    let table = try connection.table(
      """
      SELECT coalesce(language, 'not said') AS language, method, count(*) AS examples,
        round(avg(length(question))) AS characters_of_question,
        round(avg(length(answer))) AS characters_of_answer
      FROM examples GROUP BY 1, method ORDER BY 1, examples DESC, method
      """)
    section.add(
      "Examples by language and method",
      note: "The language that was asked for with --language; the method that made the question.",
      table, missing: ("There is no example", "seedbed generate answers DB --model NAME"),
      draw: bars)
    return section
  }

  private static func bars(_ table: Table) -> HTML {
    let methods = Set(table.rows.compactMap { $0.text("method") }).sorted()
    let groups = Dictionary(grouping: table.rows) { $0.text("language") ?? "" }
    let sizes = groups.mapValues { $0.reduce(0) { $0 + $1.int("examples") } }
    let names = sizes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    return Bars(
      names.map { name in
        let rows = groups[name] ?? []
        return Bars.Bar(
          label: name, value: "\(Decimal.grouped(sizes[name] ?? 0)) examples",
          note: rows.map(words).joined(separator: "; "),
          parts: methods.enumerated().map { index, method in
            let row = rows.first { $0.text("method") == method }
            return .init(
              name: method, value: Double(row?.int("examples") ?? 0), color: Palette.series(index))
          })
      }
    ).html
  }

  private static func words(_ row: Table.Record) -> String {
    let lengths = ["characters_of_question", "characters_of_answer"].map {
      Decimal.readable(row.number($0) ?? 0)
    }
    return "\(row.text("method") ?? ""): questions of \(lengths[0]) and answers of \(lengths[1]) "
      + "characters on average"
  }
}

internal import Store

extension Section {
  /// The file in a few numbers.
  static func overview(_ connection: Connection) throws -> Section {
    var section = Section(id: "overview", title: "In numbers")
    let table = try connection.table(
      """
      SELECT
        (SELECT count(*) FROM standing WHERE chosen = 1) AS examples,
        (SELECT count(*) FROM standing WHERE kind = 'question' AND status = 'live') AS questions,
        (SELECT count(*) FROM standing WHERE kind = 'answer' AND status = 'live') AS answers,
        (SELECT count(*) FROM standing WHERE kind = 'discipline' AND status = 'live') AS disciplines,
        (SELECT count(*) FROM standing WHERE kind = 'subject' AND status = 'live') AS subjects,
        (SELECT count(*) FROM unit) AS requests,
        (SELECT count(*) FROM call) AS calls,
        (SELECT sum(coalesce(prompt_tokens, 0) + coalesce(completion_tokens, 0)) FROM call) AS tokens,
        (SELECT sum(cost) FROM call) AS cost,
        (SELECT sum(cost) FROM call)
          / nullif((SELECT count(*) FROM standing WHERE chosen = 1), 0) AS cost_of_an_example,
        (SELECT min(started_at) FROM run) AS first_run,
        (SELECT max(started_at) FROM run) AS last_run
      """)
    section.add(
      "What the file holds",
      note: "Examples are live questions with their chosen live answer: what is exported.", table,
      draw: tiles)
    return section
  }

  /// A number over its name, for each column of the only row that says anything.
  static func tiles(_ table: Table) -> HTML {
    guard let row = table.rows.first else { return .none }
    let items = table.columns.compactMap { column -> HTML? in
      guard let words = row.words(column) else { return nil }
      let name = column.replacing("_", with: " ")
      return "<li><b dir=\"auto\">\(words)</b> <span>\(name)</span></li>"
    }
    return "<ul class=\"tiles\">\(items)</ul>"
  }
}

extension Table.Record {
  /// The column for people; nil for NULL and zero, which say nothing.
  fileprivate func words(_ column: String) -> String? {
    switch self[column] {
    case .integer(let value): value == 0 ? nil : Decimal.grouped(value)
    case .text(let text) where column.hasSuffix("_run") || column.hasSuffix("_at"):
      String(text.prefix(10))
    default: text(column)
    }
  }
}

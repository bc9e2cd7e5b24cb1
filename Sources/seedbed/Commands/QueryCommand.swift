import Curate
import Store

extension Command {
  /// `seedbed query DB SQL`.
  static let query = Command(
    "query", "DB SQL", summary: "run one SELECT and print its rows",
    details: """
      The file is opened for reading only: writes, ATTACH, PRAGMA settings and extensions are
      refused. SQL "-" is read from standard input. Every view and column is described in
      schema.sql. Wrong or refused SQL exits with 2, a query that fails while it runs with 1.

      Beside SQLite's own functions there are rouge_1(a, b), rouge_2(a, b) and rouge_l(a, b), the
      F1 of two texts from 0 to 1, and tokens(text), a JSON array. Each takes a tokenizer as a
      last argument: unicode-1 (the default), rouge-ascii-1 or char-2gram-1. template(text) masks
      numbers and names, so that GROUP BY shows what repeats a template.
      """,
    examples: [
      "seedbed query demo.db \"SELECT discipline, count(*) FROM examples GROUP BY 1\"",
      "seedbed query demo.db \"SELECT * FROM questions WHERE id = :id\" -p id 12 --nl",
      "seedbed query demo.db \"SELECT template(text) AS template, count(*) AS size FROM questions "
        + "GROUP BY 1 ORDER BY 2 DESC LIMIT 20\"",
      "seedbed query demo.db - --csv < report.sql > report.csv",
    ],
    flags: [
      Flag(
        "--param", "NAME VALUE", .task, "The value of :NAME in the SQL; NAME=VALUE is the same.",
        alias: "-p", isRepeatable: true)
    ] + RowFormat.flags
  ) { invocation in
    let format = try RowFormat(invocation)
    let parameters = try parameters(of: invocation)
    let sql = invocation.operands[1] == "-" ? standardInput() : invocation.operands[1]
    let store = try await invocation.openForReading()
    do {
      try await store.read { connection in
        try connection.defineRouge()
        try connection.onlyRead()
        do {
          try print(sql, parameters, format, connection, invocation.console)
        } catch let error as QueryError {
          throw try connection.naming(error, columnsOf: views(in: sql))
        }
      }
    } catch let error as QueryError {
      throw UsageError(withSuggestion(error.description))
    }
    return .done
  }
}

/// Prints the rows of `sql` as they come.
private func print(
  _ sql: String, _ parameters: [String: Value], _ format: RowFormat, _ connection: Connection,
  _ console: Console
) throws {
  var writer: RowWriter?
  try connection.query(
    sql, parameters,
    columns: { names in
      writer = try RowWriter(
        format, columns: names, to: console.output, screen: console.screen)
    },
    row: { row in
      let cells = (0..<row.count).map { row.value($0) }
      try writer?.write(cells)
    })
  try writer?.finish()
}

private func parameters(of invocation: Invocation) throws -> [String: Value] {
  let pairs = try invocation.pairs("--param")
  var values: [String: Value] = [:]
  for pair in pairs where values.updateValue(Value(typed: pair.value), forKey: pair.name) != nil {
    throw UsageError("the parameter \(pair.name) is given twice: keep one of them")
  }
  return values
}

extension Value {
  /// What a person typed: a number if it is spelled as SQLite prints it, otherwise a text.
  init(typed text: String) {
    if let number = Int(text), String(number) == text {
      self = .integer(number)
    } else if let number = Double(text), number.isFinite, String(number) == text {
      self = .real(number)
    } else {
      self = .text(text)
    }
  }
}

private func standardInput() -> String {
  var text = ""
  while let line = readLine(strippingNewline: false) { text += line }
  return text
}

/// The views that `sql` names, each once.
private func views(in sql: String) -> [String] {
  let words = sql.lowercased().split { !$0.isLetter && $0 != "_" }.map(String.init)
  return PublicView.all.map(\.name).filter(words.contains)
}

/// SQLite's message about a table that is missing, with the view that was probably meant.
private func withSuggestion(_ message: String) -> String {
  guard let found = message.firstRange(of: "no such table: ") else { return message }
  let typed = message[found.upperBound...].prefix { $0 != " " }
  let view = Suggestion.closest(to: String(typed), among: PublicView.all.map(\.name))
  return view.map { "\(message): did you mean \($0)?" } ?? message
}

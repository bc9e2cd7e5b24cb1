/// How rows are printed.
enum RowFormat: String, Sendable, CaseIterable {
  case table, json, nl, csv, tsv, markdown
}

extension RowFormat {
  /// The flags of commands that print rows, one for each format.
  static let flags: [Flag] = allCases.map { Flag($0.flagName, .output, $0.help) }

  /// The format asked for; a table on a terminal, otherwise JSON.
  ///
  /// Throws if two are asked for.
  init(_ invocation: Invocation) throws(UsageError) {
    let asked = try invocation.oneOf(RowFormat.allCases.map(\.flagName))
    let usual: RowFormat = invocation.console.screen.isTerminal ? .table : .json
    self = asked.flatMap { name in RowFormat.allCases.first { $0.flagName == name } } ?? usual
  }

  private var flagName: String { "--\(rawValue)" }

  private var help: String {
    switch self {
    case .table: "Print a table (the default on a terminal)."
    case .json: "Print an array of JSON objects (the default elsewhere)."
    case .nl: "Print a JSON object a line."
    case .csv: "Print comma-separated values (RFC 4180)."
    case .tsv: "Print tab-separated values."
    case .markdown: "Print a Markdown table."
    }
  }
}

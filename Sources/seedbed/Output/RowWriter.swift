import Store

/// Prints rows as they come.
///
/// Call ``finish()`` after the last row: some formats end with something, and a table may hold its
/// first rows back.
struct RowWriter {
  private var encoder: any RowEncoder
  private let columns: Int
  private let output: Output
  private var isBegun = false

  /// A writer of rows with these columns.
  ///
  /// Only tables look at `screen`: on a terminal they keep to its width and colours.
  init(
    _ format: RowFormat, columns: [String], to output: Output, screen: Terminal = .none
  ) throws {
    encoder = RowWriter.encoder(format, columns, screen)
    self.columns = columns.count
    self.output = output
  }

  /// Prints `row`, which has a cell for each column.
  mutating func write(_ row: [Value]) throws {
    assert(row.count == columns, "\(row.count) cells for \(columns) columns")
    try begin()
    try output.write { encoder.append(row, to: &$0) }
  }

  /// Prints what follows the last row.
  mutating func finish() throws {
    try begin()
    try output.write { encoder.end(&$0) }
  }

  /// Not before there is a row, or surely none: a query that fails at once leaves no lone "[".
  private mutating func begin() throws {
    guard !isBegun else { return }
    isBegun = true
    try output.write { encoder.begin(&$0) }
  }

  private static func encoder(
    _ format: RowFormat, _ columns: [String], _ screen: Terminal
  ) -> any RowEncoder {
    switch format {
    case .table: TableRows(columns: columns, screen: screen)
    case .json: JSONRows(columns: columns, isArray: true)
    case .nl: JSONRows(columns: columns, isArray: false)
    case .csv: DelimitedRows(columns: columns, delimiter: ",", lineEnd: "\r\n")
    case .tsv: DelimitedRows(columns: columns, delimiter: "\t", lineEnd: "\n")
    case .markdown: MarkdownRows(columns: columns)
    }
  }
}

/// One format of rows: appends them to bytes in UTF-8.
protocol RowEncoder {
  /// What stands before the first row.
  mutating func begin(_ bytes: inout [UInt8])
  /// One row.
  mutating func append(_ row: [Value], to bytes: inout [UInt8])
  /// What stands after the last row.
  mutating func end(_ bytes: inout [UInt8])
}

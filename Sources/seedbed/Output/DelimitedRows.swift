import Store

/// Rows as comma-separated values (RFC 4180), or the same with tabs.
///
/// A field is quoted if it holds the delimiter, a quote or a line break, or is an empty text, which
/// so stays apart from NULL.
struct DelimitedRows: RowEncoder {
  private let columns: [String]
  private let delimiter: UInt8
  private let lineEnd: String

  init(columns: [String], delimiter: Unicode.Scalar, lineEnd: String) {
    self.columns = columns
    self.delimiter = UInt8(ascii: delimiter)
    self.lineEnd = lineEnd
  }

  mutating func begin(_ bytes: inout [UInt8]) {
    append(columns.map { .text($0) }, to: &bytes)
  }

  mutating func append(_ row: [Value], to bytes: inout [UInt8]) {
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      // A line without anything would be no row at all.
      let isEmptyText = cell == .text("") || (row.count == 1 && cell == .null)
      append(cell.plainText, isQuoted: isEmptyText, to: &bytes)
    }
    bytes.append(contentsOf: lineEnd.utf8)
  }

  mutating func end(_ bytes: inout [UInt8]) {}

  private func append(_ text: String, isQuoted: Bool, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    guard isQuoted || text.utf8.contains(where: isSpecial) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private func isSpecial(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }
}

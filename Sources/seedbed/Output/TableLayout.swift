import Base

/// The columns of a table: how wide they are and which are numbers.
struct TableLayout {
  private let widths: [Int]
  private let areNumbers: [Bool]
  private let screen: Terminal
  private static let gap = 2
  private static let narrowest = 4

  /// The layout in which `header` and `rows` fit `screen`, if it is a terminal: the widest columns are
  /// cut, but no number.
  init(_ header: [TableCell], _ rows: [[TableCell]], screen: Terminal) {
    let areNumbers = header.indices.map { column in
      rows.contains { $0[column].kind == .number }
        && rows.allSatisfy { $0[column].kind != .text }
    }
    let natural = header.indices.map { column in
      rows.reduce(header[column].width) { max($0, $1[column].width) }
    }
    let numbers = header.indices.map { column in
      areNumbers[column] ? rows.reduce(0) { max($0, $1[column].width) } : 0
    }
    self.areNumbers = areNumbers
    self.screen = screen
    widths =
      screen.isTerminal
      ? TableLayout.shrink(natural, keeping: numbers, to: screen.width) : natural
  }

  /// Takes from the widest columns until all fit `width` columns, or have become as narrow as what
  /// they are `keeping`, or as is of use.
  static func shrink(_ natural: [Int], keeping kept: [Int], to width: Int) -> [Int] {
    let room = width - gap * (natural.count - 1)
    func cut(at limit: Int) -> [Int] {
      zip(natural, kept).map { min($0, max($1, limit)) }
    }
    let limits = narrowest...max(narrowest, width)
    let limit = limits.last { cut(at: $0).reduce(0, +) <= room } ?? narrowest
    // What is left over goes to the first that could be wider.
    var widths = cut(at: limit)
    var rest = room - widths.reduce(0, +)
    for column in natural.indices where rest > 0 && widths[column] < natural[column] {
      widths[column] += 1
      rest -= 1
    }
    return widths
  }
}

extension TableLayout {
  /// Appends the header and the line below it.
  func appendHeader(_ header: [TableCell], to bytes: inout [UInt8]) {
    append(header, to: &bytes)
    let line = widths.map { String(repeating: "─", count: $0) }
    bytes.append(contentsOf: (line.joined(separator: spaces(TableLayout.gap)) + "\n").utf8)
  }

  /// Appends one row.
  ///
  /// Numbers are never cut: one wider than its column moves the rest along.
  func append(_ row: [TableCell], to bytes: inout [UInt8]) {
    var line = ""
    // Spaces are only written before a text, so that no line ends in them.
    var owed = 0
    for (column, cell) in row.enumerated() {
      let (text, width) = fitted(cell, column)
      let space = max(0, widths[column] - width)
      let before = areNumbers[column] || cell.kind == .number ? space : 0
      if !text.isEmpty {
        line += spaces(owed + before) + (cell.kind == .none ? screen.dim(text) : text)
        owed = 0
      }
      owed += TableLayout.gap + space - (text.isEmpty ? 0 : before)
    }
    bytes.append(contentsOf: (line + "\n").utf8)
  }

  private func fitted(_ cell: TableCell, _ column: Int) -> (text: String, width: Int) {
    cell.kind == .number || cell.width <= widths[column]
      ? (cell.text, cell.width) : Printable.measured(cell.text, widths[column])
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }
}

import Base
import Store

/// Rows as blocks for people: a line for each column, long texts wrapped and indented below it.
struct Cards {
  private let columns: [String]
  private let output: Output
  private let screen: Terminal
  private var count = 0
  private static let indent = "    "
  /// More of a text is not shown.
  static let longest = 4000

  /// Cards of rows with these columns.
  init(columns: [String], to output: Output, screen: Terminal) {
    self.columns = columns
    self.output = output
    self.screen = screen
  }

  /// Prints one row under `title`; columns that are NULL are left out.
  mutating func write(_ row: [Value], title: String) throws {
    count += 1
    var lines = count > 1 ? [""] : []
    lines.append(screen.dim("── \(Printable.fit(title, max(10, width - 6))) ──"))
    for (name, cell) in zip(columns, row) where cell != .null {
      lines += self.lines(Printable.line(name), cell)
    }
    try output.write(lines.joined(separator: "\n") + "\n")
  }

  private var width: Int { min(max(screen.width, 20), 100) }

  private func lines(_ name: String, _ cell: Value) -> [String] {
    let label = screen.dim(name + ":")
    guard case .text(let text) = cell else { return ["\(label) \(Cards.short(cell))"] }
    if let line = Cards.line(text, width - Printable.width(of: name) - 2) {
      return ["\(label) \(line)"]
    }
    return [label] + Cards.block(text, width: width - 4).map { $0.isEmpty ? "" : Cards.indent + $0 }
  }

  private static func short(_ cell: Value) -> String {
    if case .blob(let bytes) = cell { "(\(bytes.count) bytes)" } else { cell.plainText }
  }

  /// `text` if it fits one line of `width` columns.
  private static func line(_ text: String, _ width: Int) -> String? {
    guard text.utf8.count <= 4 * max(width, 0), !text.contains(where: \.isNewline) else {
      return nil
    }
    let line = Printable.line(text)
    return Printable.width(of: line) <= width ? line : nil
  }

  /// The lines of a text, wrapped, without what is over ``longest`` characters.
  private static func block(_ text: String, width: Int) -> [String] {
    let shown = text.prefix(longest)
    let lines = Paragraph.lines(Printable.lines(shown), width: width)
    guard shown.endIndex < text.endIndex else { return lines }
    return lines + ["… (\(text.utf8.count) bytes in all: --json shows them)"]
  }
}

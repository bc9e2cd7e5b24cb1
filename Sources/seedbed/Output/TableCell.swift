import Base
import Store

/// A cell of a table: one printable line, no wider than the screen.
struct TableCell {
  /// The text, without colours.
  let text: String
  /// The columns it takes.
  let width: Int
  /// What the cell is, as far as a table shows it.
  let kind: Kind

  /// What matters to alignment and colour.
  enum Kind { case text, number, none }

  /// `cell` as `screen` shows it: NULL by its name where that can be dim, a blob by its size.
  init(_ cell: Value, screen: Terminal) {
    let shown: String
    switch cell {
    case .null: (shown, kind) = (screen.hasColours ? "NULL" : "", .none)
    case .blob(let bytes): (shown, kind) = ("(\(bytes.count) bytes)", .text)
    case .text(let text): (shown, kind) = (text, .text)
    case .integer, .real: (shown, kind) = (cell.plainText, .number)
    }
    (text, width) = Printable.measured(shown, screen.isTerminal ? screen.width : nil)
  }
}

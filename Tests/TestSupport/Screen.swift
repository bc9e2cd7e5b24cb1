/// What a terminal shows after it was sent some text: as much of one as our programs use.
///
/// It knows line breaks, returns, colours, cursor up (CSI A), and clearing to the end of the line
/// (CSI K) and of the screen (CSI J); everything else it refuses. Wide characters take two columns.
public struct Screen: Sendable {
  /// How many columns there are.
  public let width: Int
  /// What it was sent and does not know.
  public private(set) var unknown: [String] = []
  /// How often a line was broken because it was full.
  public private(set) var breaks = 0
  private var rows: [[Character]] = [[]]
  private var (row, column) = (0, 0)
  private let columns: @Sendable (Character) -> Int

  /// An empty screen of `width` columns, without end below; `columns` tells how wide a character is.
  public init(width: Int, columns: @escaping @Sendable (Character) -> Int) {
    self.width = width
    self.columns = columns
  }

  /// The lines, without spaces at their ends, and without empty ones at the end.
  public var lines: [String] {
    var lines = rows.map { row in
      String(String(row.filter { $0 != Screen.half }.reversed().drop { $0 == " " }.reversed()))
    }
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The second column of a wide character.
  private static let half: Character = "\u{0}"

  /// Shows `text`.
  public mutating func write(_ text: String) {
    var rest = text[...]
    while let character = rest.popFirst() {
      switch character {
      case "\r\n", "\n": nextRow()
      case "\r": column = 0
      case "\u{1B}": escape(&rest)
      default: put(character)
      }
    }
  }

  private mutating func nextRow() {
    (row, column) = (row + 1, 0)
    if row == rows.count { rows.append([]) }
  }

  private mutating func put(_ character: Character) {
    let wide = columns(character)
    if column + wide > width {
      breaks += 1
      nextRow()
    }
    while rows[row].count < column + wide { rows[row].append(" ") }
    rows[row][column] = character
    if wide == 2 { rows[row][column + 1] = Screen.half }
    column += wide
  }

  private mutating func escape(_ rest: inout Substring) {
    guard rest.popFirst() == "[" else { return unknown.append("escape") }
    let number = rest.prefix { $0.isNumber || $0 == ";" }
    rest = rest.dropFirst(number.count)
    switch rest.popFirst() {
    case "m": break
    case "A": row = max(0, row - (Int(number) ?? 1))
    case "K": rows[row] = Array(rows[row].prefix(column))
    case "J":
      rows[row] = Array(rows[row].prefix(column))
      rows.removeLast(rows.count - row - 1)
    case let other: unknown.append("\(number)\(other.map(String.init) ?? "")")
    }
  }
}

/// The lines at the end of a terminal that are drawn over.
///
/// The cursor stays in the last of them, so that they never scroll by themselves. All of a picture is
/// one text, and each line is only cleared behind its end: nothing flickers.
struct DrawnArea {
  /// How wide the lines are that are shown, in columns.
  private var widths: [Int] = []

  /// What draws `lines` over those that are shown.
  ///
  /// They keep a column free, for some terminals break a line that is full.
  mutating func draw(_ lines: [String], _ terminal: Terminal) -> String {
    let home = home(terminal)
    let kept = lines.suffix(max(1, (terminal.height ?? .max) - 1))
    let fitted = kept.map { DrawnArea.fitted($0, max(1, terminal.width - 1)) }
    widths = fitted.map(\.width)
    return home + fitted.map { $0.text + "\u{1B}[K" }.joined(separator: "\n") + "\u{1B}[J"
  }

  /// What takes the lines away.
  mutating func erase(_ terminal: Terminal) -> String {
    guard !widths.isEmpty else { return "" }
    defer { widths = [] }
    return home(terminal) + "\u{1B}[J"
  }

  /// What moves the cursor to the beginning; in a window that became narrower the lines are broken.
  private func home(_ terminal: Terminal) -> String {
    let rows = widths.reduce(0) { $0 + max(1, ($1 + terminal.width - 1) / max(1, terminal.width)) }
    return "\r" + (rows > 1 ? "\u{1B}[\(rows - 1)A" : "")
  }

  /// A line as it may be shown: its own colours stay if it fits, for they take no column.
  private static func fitted(_ line: String, _ width: Int) -> (text: String, width: Int) {
    let plain = line.replacing(#/\x1B\[[0-9;]*m/#, with: "")
    let used = Terminal.displayWidth(of: plain)
    let isOurs = !plain.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
    return isOurs && used <= width ? (line, used) : Terminal.measured(plain, width)
  }
}

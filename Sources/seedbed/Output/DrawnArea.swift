import Base

/// The lines at the end of a terminal that are drawn over.
///
/// The cursor stays in the last of them, so that they never scroll by themselves. All of a picture is
/// one text, and each line is only cleared behind its end: nothing flickers.
struct DrawnArea {
  /// One line, and whether it tells of trouble.
  struct Line: Equatable {
    var text: String
    var isTrouble = false
  }

  /// How wide the lines are that are shown, in columns.
  private var widths: [Int] = []

  /// What draws `lines` over those that are shown.
  ///
  /// They keep a column free, for some terminals break a line that is full.
  mutating func draw(_ lines: [Line], _ terminal: Terminal) -> String {
    let home = home(terminal)
    let kept = lines.suffix(max(1, (terminal.height ?? .max) - 1))
    let fitted = kept.map { Printable.measured($0.text, max(1, terminal.width - 1)) }
    widths = fitted.map(\.width)
    let shown = zip(kept, fitted).map { $0.isTrouble ? terminal.red($1.text) : $1.text }
    return home + shown.map { $0 + "\u{1B}[K" }.joined(separator: "\n") + "\u{1B}[J"
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
}

import Base

/// Lays parts out one after the other, over as many lines as they need.
enum Flow {
  /// `parts` with two spaces between them, in lines of at most `width` columns; a longer part is cut.
  static func lines(_ parts: [String], _ width: Int) -> [String] {
    var lines: [(text: String, width: Int)] = []
    for part in parts {
      let (text, used) = Printable.measured(part, width)
      if let last = lines.last, last.width + 2 + used <= width {
        lines[lines.count - 1] = (last.text + "  " + text, last.width + 2 + used)
      } else {
        lines.append((text, used))
      }
    }
    return lines.map(\.text)
  }
}

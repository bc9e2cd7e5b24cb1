import Base

/// Breaks paragraphs into lines.
enum Wrap {
  /// `text` as lines of at most `width` columns, longer words aside.
  ///
  /// Lines of the source are joined into paragraphs; empty lines and lines that begin with two
  /// spaces stay as they are.
  static func lines(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var open = false
    for source in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if source.isEmpty || source.hasPrefix("  ") {
        lines.append(String(source))
        open = false
        continue
      }
      for word in source.split(separator: " ") {
        open = add(String(word), to: &lines, open: open, width: width)
      }
    }
    return lines
  }

  /// Adds `word` to the last line if that is `open` and has room for it, otherwise as a new line.
  private static func add(
    _ word: String, to lines: inout [String], open: Bool, width: Int
  ) -> Bool {
    if open, let last = lines.last {
      let longer = "\(last) \(word)"
      if Printable.width(of: longer) <= width {
        lines[lines.count - 1] = longer
        return true
      }
    }
    lines.append(word)
    return true
  }
}

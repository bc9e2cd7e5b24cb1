import Base

/// Wraps text for a terminal: of data, which keeps its own lines and may be in a script without
/// spaces, and of sentences.
enum Paragraph {
  /// The lines of `text`, each of at most `width` columns and as far from the left as it began.
  ///
  /// A line ends at a space, or beside a character of two columns: such scripts have no spaces. It
  /// ends anywhere where there is neither.
  static func lines(_ text: some StringProtocol, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrapped(Substring($0), max(width, 2)) }
  }

  /// The same of what the program says: where a line is too long, a command in it begins a line of
  /// its own, which is left to the terminal, so that it can be copied as one.
  static func sentences(_ text: some StringProtocol, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
      guard Printable.width(of: line) > width,
        let command = line.firstRange(of: "seedbed ")
      else { return lines(line, width: width) }
      var before = String(line[..<command.lowerBound])
      let indent = String(before.prefix { $0 == " " })
      before.trimEnd()
      return (before.isEmpty ? [] : lines(before, width: width))
        + [indent + line[command.lowerBound...]]
    }
  }

  private static func wrapped(_ line: Substring, _ width: Int) -> [String] {
    var rest = line.drop { $0 == " " }
    let space = line.count - rest.count
    // Not where it would leave too little room.
    let indent = String(repeating: " ", count: space * 2 <= width ? space : 0)
    var lines: [String] = []
    while let end = overflow(of: rest, width - indent.count) {
      let cut = cut(rest, by: end)
      lines.append(indent + rest[..<cut])
      rest = rest[cut...].drop { $0 == " " }
    }
    return lines + [indent + rest]
  }

  /// Where a line ends that has to end by `end`.
  private static func cut(_ line: Substring, by end: Substring.Index) -> Substring.Index {
    var index = end
    while index > line.startIndex {
      if mayEnd(line, at: index) { return index }
      index = line.index(before: index)
    }
    return end
  }

  private static func mayEnd(_ line: Substring, at index: Substring.Index) -> Bool {
    guard index < line.endIndex else { return false }
    let (before, after) = (line[line.index(before: index)], line[index])
    if after == " " { return before != " " }
    guard Printable.width(of: before) == 2 || Printable.width(of: after) == 2 else { return false }
    return before != " " && !opening.contains(before) && !closing.contains(after)
  }

  /// What no line begins with (JIS X 4051), and what none ends with.
  private static let closing: Set<Character> = Set("、。，．・：；！？」』）］｝〉》】〕ー…”’,.:;!?)]}")
  private static let opening: Set<Character> = Set("「『（［｛〈《【〔“‘([{")

  /// Where the part of `line` that fits `width` columns ends; nil if all of it fits.
  private static func overflow(of line: Substring, _ width: Int) -> Substring.Index? {
    var used = 0
    for index in line.indices {
      used += Printable.width(of: line[index])
      if used > width { return max(index, line.index(after: line.startIndex)) }
    }
    return nil
  }
}

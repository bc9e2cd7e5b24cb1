import Base

/// Wraps text from data, which keeps its own lines and may be in a script without spaces.
enum Paragraph {
  /// The lines of `text`, each of at most `width` columns: broken at a space where there is one,
  /// anywhere where there is none.
  static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrapped($0, max(width, 2)) }
  }

  private static func wrapped(_ line: Substring, _ width: Int) -> [String] {
    var lines: [String] = []
    var rest = line
    while let end = overflow(of: rest, width) {
      let cut = end < rest.endIndex && rest[end] == " " ? end : space(in: rest[..<end]) ?? end
      lines.append(String(rest[..<cut]))
      rest = rest[cut...].drop { $0 == " " }
    }
    return lines + [String(rest)]
  }

  /// The last space after the first word.
  private static func space(in line: Substring) -> Substring.Index? {
    guard let space = line.lastIndex(of: " "), line[..<space].contains(where: { $0 != " " })
    else { return nil }
    return space
  }

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

/// What changed from one text to another, word by word, as `git diff --word-diff` marks it.
enum WordChanges {
  /// More words than this are compared line by line: Myers' algorithm takes their product.
  private static let most = 4000

  /// The text `new` with what was taken out of `old` in `[-…-]` and what was put in in `{+…+}`.
  static func marked(from old: String, to new: String) -> String {
    guard old != new else { return new }
    var (before, after) = (words(old), words(new))
    if max(before.count, after.count) > most { (before, after) = (lines(old), lines(new)) }
    guard max(before.count, after.count) <= most else { return "[-…-]{+\(new)+}" }
    let difference = after.difference(from: before)
    var removed: [Int: Substring] = [:]
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, let word, _): removed[offset] = word
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    return woven(before, after, removed, inserted)
  }

  private static func woven(
    _ before: [Substring], _ after: [Substring], _ removed: [Int: Substring], _ inserted: Set<Int>
  ) -> String {
    var (text, old, new) = ("", 0, 0)
    while old < before.count || new < after.count {
      var (out, into) = ("", "")
      while let word = removed[old] {
        out += word
        old += 1
      }
      while inserted.contains(new) {
        into += after[new]
        new += 1
      }
      if !out.isEmpty { text += "[-\(out)-]" }
      if !into.isEmpty { text += "{+\(into)+}" }
      if new < after.count {
        text += after[new]
        (old, new) = (old + 1, new + 1)
      }
    }
    return text
  }

  /// The text cut after each white space, so that the pieces together are the text; a character of a
  /// script without spaces is a piece of its own.
  private static func words(_ text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    for index in text.indices {
      let next = text.index(after: index)
      let isWide = text[index].unicodeScalars.contains { $0.value >= 0x2E80 }
      guard isWide || text[index].isWhitespace || next == text.endIndex else { continue }
      if isWide, start < index { pieces.append(text[start..<index]) }
      pieces.append(text[(isWide ? index : start)..<next])
      start = next
    }
    return pieces
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "\n" }
  }
}

extension RuleText {
  /// Whether the text ends in the first two digits of a year: "in 20", "August 18, 19", "2014-20".
  ///
  /// Ranges and shares of other numbers ("1 to 20", "3 in 20") end so, too, and are left alone.
  var endsInCutYear: Bool {
    let words = trimmed.suffix(80).split(whereSeparator: { $0 <= 0x20 }).map {
      String(decoding: RuleText.folded(Array($0)), as: UTF8.self)
    }
    guard let last = words.last else { return false }
    if last.utf8.count == 7, last.dropFirst(4) == "-20", RuleText.isYear(last.prefix(4)) {
      return true
    }
    guard ["19", "20"].contains(last), words.count > 2 else { return false }
    let (before, second) = (words[words.count - 2], words[words.count - 3])
    switch before {
    case "in", "since", "during": return !(second.utf8.first.map { 0x30...0x39 ~= $0 } ?? true)
    case "of": return second == "as"
    case "to", "and", "until": return RuleText.isYear(second[...])
    default: return RuleText.months.contains(before.last == "," ? second : before)
    }
  }

  private static func isYear(_ text: Substring) -> Bool {
    text.utf8.count == 4 && text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
      && ["19", "20"].contains(text.prefix(2))
  }

  private static let months: Set = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
}

extension RuleText {
  /// Whether the text ends in the blanks that its next line was to begin with, two or more.
  var endsInIndentation: Bool {
    let blanks = bytes.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
    return blanks >= 2 && lines.count > 1 && bytes.dropLast(blanks).last == 0x0A
  }
}

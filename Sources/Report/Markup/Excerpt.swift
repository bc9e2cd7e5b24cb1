internal import Base

extension HTML {
  /// The beginning of a text from data, at most `limit` characters in 20 lines; how much there is in
  /// all is said where it is cut.
  static func excerpt(_ text: String, limit: Int = 600) -> HTML {
    var lines = 1
    let shown = text.prefix(limit).prefix { character in
      if character.isNewline { lines += 1 }
      return lines <= 20
    }
    guard shown.endIndex < text.endIndex else { return "\(text)" }
    let all = Decimal.grouped(text.unicodeScalars.count)
    return "\(String(shown))… <span class=\"cut\">cut here: \(all) characters in all</span>"
  }
}

extension Printable {
  /// `text` as one printable line of at most `width` columns; what was cut is shown as `…`.
  ///
  /// Reads no more of the text than it shows.
  package static func fit(_ text: some StringProtocol, _ width: Int) -> String {
    measured(text, width).text
  }

  /// `text` as ``fit(_:_:)`` shows it, with the columns it takes; a nil `width` is without end.
  package static func measured(
    _ text: some StringProtocol, _ width: Int?
  ) -> (text: String, width: Int) {
    let limit = max(0, width ?? .max)
    var shown = ""
    var used = 0
    // Where to cut to leave room for the dots, should the text turn out too long.
    var cut = (bytes: 0, width: 0)
    for character in text {
      let piece = Printable.character(character)
      let columns = Printable.width(of: piece)
      if used + columns > limit {
        guard limit > 0 else { return ("", 0) }
        return (String(decoding: shown.utf8.prefix(cut.bytes), as: UTF8.self) + "…", cut.width + 1)
      }
      shown += piece
      used += columns
      if used < limit { cut = (shown.utf8.count, used) }
    }
    return (shown, used)
  }

  /// `text`, `used` columns wide if that is known, with spaces up to `width` columns.
  package static func pad(
    _ text: String, to width: Int, used: Int? = nil, isRight: Bool = false
  ) -> String {
    let spaces = String(repeating: " ", count: max(0, width - (used ?? Printable.width(of: text))))
    return isRight ? spaces + text : text + spaces
  }
}

/// The words of an error page.
enum PlainText {
  /// `text` without tags, its white space collapsed; of a page, what follows its `<title>`, or its
  /// `<body>` if it has none.
  static func of(_ text: String) -> String {
    let start = text[...].place(of: "<title") ?? text[...].place(of: "<body")
    var words = ""
    var isInTag = false
    for character in text[(start?.lowerBound ?? text.startIndex)...] {
      if character == "<" { isInTag = true }
      let isGap = isInTag || character.isWhitespace
      if isGap, words.last != " ", !words.isEmpty { words.append(" ") }
      if !isGap { words.append(character) }
      if character == ">" { isInTag = false }
    }
    return words.last == " " ? String(words.dropLast()) : words
  }
}

internal import Store

extension Rule {
  /// Texts with escapes that were not undone: `\n` for a line end, `&amp;` for an ampersand.
  ///
  /// Such stand in source code and in LaTeX for good reason, so a text that looks like either is left
  /// alone.
  ///
  /// Source: AlpacaDataCleaned, "extraneous escape and control characters".
  static let escapes = Rule(
    "escapes", [.question, .answer], .flag, "the text has escapes that were not undone"
  ) { _ in
    { pair in
      let text = pair.judged
      if let entity = entities.leftmost(in: text.folded[...]), !looksLikeCode(text) {
        return RuleFinding(reason: "the text has \(text.string(entity.range))")
      }
      guard hasEscape(text.bytes), !looksLikeCode(text) else { return nil }
      return RuleFinding(reason: "the text has a backslash and a letter for a line end or a tab")
    }
  }

  private static let entities = Phrases([
    "&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&#39;", "&apos;", "&#x27;",
  ])

  private static let code = Phrases([
    "```", "printf", "print(", "#include", "</", "/>", "def ", "return ", "regex", "\\frac",
    "\\text", "\\(",
    "html", "json", "echo ", "escape", "console.log", "\\s", "\\d", "\\w", "split(", "replace(",
  ])

  private static func looksLikeCode(_ text: RuleText) -> Bool {
    code.leftmost(in: text.folded[...]) != nil
  }

  /// Whether there is `\n`, `\t` or `\r` that begins no longer name, as `\neq` does.
  private static func hasEscape(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 2 else { return false }
    return (1..<bytes.count).contains { index in
      guard bytes[index - 1] == UInt8(ascii: "\\") else { return false }
      guard [UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r")].contains(bytes[index]) else {
        return false
      }
      guard index < 2 || bytes[index - 2] != UInt8(ascii: "\\") else { return false }
      return index + 1 == bytes.count || !(0x61...0x7A).contains(bytes[index + 1])
    }
  }
}

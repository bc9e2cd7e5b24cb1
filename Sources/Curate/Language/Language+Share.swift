extension Language {
  /// The share of the letters of `text` that can belong to this language, from 0 to 1; nil if it has
  /// too few to tell.
  ///
  /// By script, then by the words or letters that tell languages of one script apart: a heuristic
  /// that means to find what is plainly another language, and leaves terms and quotations alone.
  /// Code does not count.
  public func share(of text: String) -> Double? {
    let letters = Letters(of: text)
    guard letters.weight >= Language.fewestLetters else { return nil }
    guard !isPlainlyAnother(text, letters) else { return 0 }
    let own = scripts.reduce(0) { $0 + letters.weight(of: $1) }
    return own / letters.weight
  }

  /// A text with a smaller share of its letters is taken to be in another language.
  public static let leastShare = 0.3

  /// The language that the script of `text` tells, if it is one of those with a script of their own.
  ///
  /// Latin letters may be terms, formulas or another language: they tell nothing. So do a few Chinese
  /// characters without kana, which may be Japanese.
  static func byScript(of text: String) -> Language? {
    let letters = Letters(of: text)
    guard letters.weight >= fewestLetters else { return nil }
    return ["ja", "ko", "zh"].compactMap(named).first { language in
      let own = language.scripts.reduce(0) { $0 + letters.weight(of: $1) }
      return own > 0.6 * letters.weight && !language.isPlainlyAnother(text, letters)
        && (language.code != "ja" || letters[.kana] > 0)
        && (language.code != "zh" || letters[.han] >= 12)
    }
  }

  /// In letters of an alphabet; eight characters of Japanese.
  private static let fewestLetters = 20.0

  private func isPlainlyAnother(_ text: String, _ letters: Letters) -> Bool {
    switch code {
    // Longer texts without kana are Chinese; names and headings often have none.
    case "ja": letters[.han] >= 12 && letters[.kana] * 20 < letters[.han]
    case "zh": letters[.kana] * 5 > letters[.han]
    default: !functionWords.isEmpty && isOutvoted(text)
    }
  }

  /// Whether the function words of another language are many, and three times as many as its own.
  private func isOutvoted(_ text: String) -> Bool {
    let words = text.prefix(2000).lowercased()
      .split { !$0.isLetter && $0 != "'" }.prefix(200)
    let own = votes(words)
    guard words.count >= 12, own * 6 < words.count else { return false }
    return Language.known.contains { other in
      guard other != self, !other.functionWords.isEmpty else { return false }
      let votes = other.votes(words)
      return votes * 6 >= words.count && votes >= 3 * own
    }
  }

  /// Whether a text is in sentences of a language in Latin letters, or in other letters: code and formulas
  /// without a fence have no function words, and are in no language.
  static func isProse(_ text: String) -> Bool {
    let letters = Letters(of: text)
    guard letters.weight(of: .latin) * 2 > letters.weight else { return true }
    let words = text.prefix(2000).lowercased().split { !$0.isLetter && $0 != "'" }.prefix(200)
    let most = known.lazy.map { $0.votes(words) }.max() ?? 0
    return most >= 3 && most * 10 >= words.count
  }

  private func votes(_ words: ArraySlice<Substring>) -> Int {
    words.count { functionWords.contains(String($0)) }
  }
}

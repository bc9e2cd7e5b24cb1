internal import Store

extension Rule {
  /// Questions and answers that are not in the language they were asked for.
  ///
  /// The language is the row's own (column `language`); an answer without one is held against its
  /// question, where that is in Japanese, Korean or Chinese. Rows that speak of a translation or of
  /// another language are left alone, and so are code and formulas. See `Language.share(of:)`, a heuristic: GlotLID and
  /// fastText need models that would be larger than this program.
  ///
  /// Source: datatrove's and Data-Juicer's language filters (fastText); the number is ours.
  static let language = Rule(
    "language", version: 3, [.question, .answer], .drop,
    "the row is in another language than it should be",
    parameters: [
      Parameter("share", Language.leastShare, "the least share of letters in the language's script")
    ]
  ) { settings in
    let threshold = settings.number("share")
    return { pair in
      guard let language = expected(pair), let share = language.share(of: pair.judged.text),
        share < threshold, !speaksOfLanguages(pair.question.text, but: language),
        Language.isProse(pair.judged.text)
      else { return nil }
      let half = pair.answer == nil ? "question" : "answer"
      return RuleFinding(
        value: share, threshold: threshold, reason: "the \(half) is not in \(language.name)")
    }
  }

  private static func expected(_ pair: Pair) -> Language? {
    if let name = pair.language { return Language.named(name) }
    return pair.answer == nil ? nil : Language.byScript(of: pair.question.text)
  }

  private static func speaksOfLanguages(_ question: String, but language: Language) -> Bool {
    let question = question.lowercased()
    if translation.contains(where: { question.contains($0) }) { return true }
    return Language.known.contains { other in
      other != language
        && ([other.name.lowercased()] + other.otherNames).contains { question.contains($0) }
    }
  }

  private static let translation = [
    "translat", "翻訳", "英訳", "和訳", "번역", "영작", "翻译", "译成", "译为", "übersetz", "tradui", "traduc",
  ]
}

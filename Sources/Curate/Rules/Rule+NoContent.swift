internal import Store

extension Rule {
  /// Answers of nothing but punctuation and the commonest words.
  ///
  /// An answer can be a sign ("+") or a pronoun, where that was asked for.
  ///
  /// Source: WizardLM's elimination of evolved prompts (rule 3).
  static let noContent = Rule(
    "no-content", [.answer], .flag, "the answer is only punctuation and stop words"
  ) { _ in
    { pair in
      guard let answer = pair.answer, !answer.isBlank,
        answer.tokens.prefix(40).allSatisfy({ stopWords.contains($0) }), answer.length <= 40
      else { return nil }
      return RuleFinding(
        value: Double(answer.length), reason: "the answer has only punctuation and stop words")
    }
  }

  private static let stopWords = WordSet(
    """
    a an the and or but if of at by for with about to from in on so than that this these those it its \
    i me my we our you your he him his she her they them their what which who whom is are was were be \
    been being am do does did have has had s t
    """)
}

internal import Store

extension Rule {
  /// Answers without any text.
  ///
  /// Alpaca's makers never looked at the output: 28 of its 52,002 are empty.
  ///
  /// Source: AlpacaDataCleaned, "empty outputs"; Self-Instruct's instance filter (section 2.4).
  static let empty = Rule("empty", version: 2, [.answer], .drop, "the answer has no text") { _ in
    { pair in
      guard let answer = pair.answer, answer.isBlank else { return nil }
      return RuleFinding(reason: "the answer is empty")
    }
  }
}

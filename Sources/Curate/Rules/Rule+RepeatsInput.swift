internal import Store

extension Rule {
  /// Answers that are the input, unchanged.
  ///
  /// Where a text was to be corrected that had no fault, that is right.
  ///
  /// Source: Self-Instruct's instance filter (input equal to output).
  static let repeatsInput = Rule(
    "repeats-input", [.answer], .flag, "the answer is the input, unchanged"
  ) { _ in
    { pair in
      guard let answer = pair.answer, answer.length > 0, answer.length == pair.input.length,
        answer.tokens == pair.input.tokens
      else { return nil }
      return RuleFinding(reason: "the answer is the input again")
    }
  }
}

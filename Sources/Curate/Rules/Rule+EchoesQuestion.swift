internal import Store

extension Rule {
  /// Answers that begin with the whole question, word for word, and then go on.
  ///
  /// What comes after may be a good answer; the model still learns to repeat first. A question of few
  /// words is often rightly taken up.
  ///
  /// Source: the published samples of the open GLAN, where 5 of 13 English answers begin so; the
  /// number is ours.
  static let echoesQuestion = Rule(
    "echoes-question", [.answer], .flag, "the answer begins with the question",
    parameters: [Parameter("words", 12, "the fewest tokens (unicode-1) of the question")]
  ) { settings in
    let least = settings.number("words")
    return { pair in
      guard let answer = pair.answer, !pair.instruction.tokens.isEmpty else { return nil }
      let asked = pair.instruction.tokens
      guard Double(asked.count) >= least, answer.length > asked.count else { return nil }
      guard answer.tokens.prefix(asked.count).elementsEqual(asked) else { return nil }
      return RuleFinding(
        value: Double(asked.count), threshold: least,
        reason: "the answer begins with the question, word for word")
    }
  }
}

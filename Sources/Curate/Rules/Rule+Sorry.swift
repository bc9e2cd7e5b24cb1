internal import Store

extension Rule {
  /// Short answers with "sorry": in Evol-Instruct a sign that the question was too hard.
  ///
  /// So does every letter of apology, which is why it only flags.
  ///
  /// Source: WizardLM's elimination of evolved prompts (rule 2: "sorry" within 80 words).
  static let sorry = Rule(
    "sorry", [.answer], .flag, "the answer is short and says sorry",
    parameters: [Parameter("words", 80, "answers of fewer tokens (unicode-1) are short")]
  ) { settings in
    let limit = settings.number("words")
    let word = WordSet("sorry")
    return { pair in
      guard let answer = pair.answer, Double(answer.length) < limit,
        answer.tokens.contains(where: { word.contains($0) })
      else { return nil }
      return RuleFinding(
        value: Double(answer.length), threshold: limit, reason: "a short answer says sorry")
    }
  }
}

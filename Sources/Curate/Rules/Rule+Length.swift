internal import Store

extension Rule {
  /// Questions with too few or too many tokens: Self-Instruct drops up to 3 and over 150 words.
  ///
  /// Tokens of `unicode-1`, so that a sentence in Japanese or Chinese has as many as it should, and
  /// the upper limit leaves room for questions with an input.
  static let length = Rule(
    name: "length", version: 1, kinds: [.question],
    summary: "the question is too short or too long",
    parameters: [
      Parameter(name: "min", standard: 3, summary: "the fewest tokens (unicode-1)"),
      Parameter(name: "max", standard: 2000, summary: "the most tokens (unicode-1)"),
    ]
  ) { pair, parameters in
    var count = 0
    Tokenizer.unicode.forEachToken(in: pair.question) { _ in count += 1 }
    let (least, most) = (parameters["min"] ?? 3, parameters["max"] ?? 2000)
    if Double(count) < least {
      return RuleFinding(
        value: Double(count), threshold: least, reason: "the question has only \(count) tokens")
    }
    if Double(count) > most {
      return RuleFinding(
        value: Double(count), threshold: most, reason: "the question has \(count) tokens")
    }
    return nil
  }
}

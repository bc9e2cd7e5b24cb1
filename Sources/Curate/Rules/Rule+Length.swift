internal import Store

extension Rule {
  /// Questions with too few or too many tokens.
  ///
  /// Tokens of `unicode-1`, so that a sentence in Japanese or Chinese has as many as it should: what
  /// has no spaces is one word for a counter of spaces. The limits are wide, for questions with an
  /// input; `--set length.min=4 --set length.max=150` are those of Self-Instruct.
  ///
  /// Source: Self-Instruct, `bootstrap_instructions.py` (up to 3 and over 150 words are dropped).
  static let length = Rule(
    "length", version: 2, [.question], .drop, "the question is too short or too long",
    parameters: [
      Parameter("min", 3, "the fewest tokens (unicode-1)"),
      Parameter("max", 2000, "the most tokens (unicode-1)"),
    ]
  ) { settings in
    let judge = judgeLength("question", settings) { $0.question }
    return { pair in
      guard let finding = judge(pair), !isSum(pair.question) else { return nil }
      return finding
    }
  }

  /// Judges the length of one half of a pair, which a reason calls `name`.
  static func judgeLength(
    _ name: String, _ settings: RuleSettings, of half: @escaping (Pair) -> RuleText?
  ) -> Judge {
    let (least, most) = (settings.number("min"), settings.number("max"))
    return { pair in
      guard let count = half(pair)?.length else { return nil }
      if Double(count) < least {
        return RuleFinding(
          value: Double(count), threshold: least,
          reason: "the \(name) has only \(count) \(count == 1 ? "token" : "tokens")")
      }
      guard Double(count) > most else { return nil }
      return RuleFinding(
        value: Double(count), threshold: most, reason: "the \(name) has \(count) tokens")
    }
  }

  /// Whether a short text has a digit: "6 + 3 = ?" says all in few tokens.
  private static func isSum(_ text: RuleText) -> Bool {
    text.bytes.count < 40 && text.bytes.contains { (0x30...0x39).contains($0) }
  }
}

internal import Store

extension Rule {
  /// Answers with too few or too many tokens.
  ///
  /// By default only what no trainer's window holds: a short answer is often the best one. For long
  /// answers only, `--set answer-length.min=50`.
  ///
  /// Source: Self-Instruct's limit for instructions, applied to answers; the number is ours.
  static let answerLength = Rule(
    "answer-length", [.answer], .drop, "the answer is too short or too long",
    parameters: [
      Parameter("min", 0, "the fewest tokens (unicode-1)"),
      Parameter("max", 8000, "the most tokens (unicode-1)"),
    ]
  ) { settings in
    judgeLength("answer", settings) { $0.answer }
  }
}

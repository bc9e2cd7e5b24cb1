internal import Store

extension Rule {
  /// Answers that say the question again instead of answering it.
  ///
  /// An answer that has more than one token in twenty of its own is left alone, and so is one that
  /// begins otherwise, or is short and not nearly the same: a corrected text resembles the question but
  /// leaves out what was to be done. The rule quotes-question finds pieces of it.
  ///
  /// Source: the published samples of the open GLAN; the numbers are ours.
  static let repeatsQuestion = Rule(
    "repeats-question", version: 5, [.answer], .drop, "the answer repeats the question",
    parameters: [Parameter("rouge_l", 0.8, "ROUGE-L F1 (unicode-1) of question and answer")]
  ) { settings in
    let threshold = settings.number("rouge_l")
    return { pair in
      guard let answer = pair.answer else { return nil }
      let (asked, said) = (pair.question.length, answer.length)
      // What is short repeats by chance ("Say yes" - "Yes"), and a long answer cannot reach it.
      guard asked >= 4, Double(min(asked, said)) * 2 > threshold * Double(asked + said) else {
        return nil
      }
      // A short answer may need little beyond the words of its question.
      let least = said < 40 ? max(threshold, 0.9) : threshold
      guard let score = score(pair.question.text, answer.text), score > least else { return nil }
      return RuleFinding(
        value: score, threshold: threshold, reason: "the answer is the question again")
    }
  }

  /// ROUGE-L, unless the answer begins otherwise or says more.
  private static func score(_ question: String, _ answer: String) -> Double? {
    var vocabulary = Vocabulary()
    let asked = vocabulary.ids(in: question, by: .unicode)
    let said = vocabulary.ids(in: answer, by: .unicode)
    let body = vocabulary.ids(in: withoutHeading(answer), by: .unicode)
    guard begins(asked, within: said), !saysMore(body, than: asked) else { return nil }
    // “The mean of 1 and 3 is 2” adds the little that was asked for at its end.
    guard said.count >= 40 || said.suffix(2) == asked.suffix(2) else { return nil }
    return Rouge.scoreL(asked, said).f
  }

  /// The answer without a first line of markup, such as "### Question".
  private static func withoutHeading(_ answer: String) -> String {
    guard answer.hasPrefix("#") || answer.hasPrefix("**"),
      let end = answer.firstIndex(where: \.isNewline)
    else { return answer }
    return String(answer[end...])
  }

  /// Whether `said` has more than one token in twenty that `asked` has not: "The capital of Australia
  /// is Canberra" repeats most of its question, and answers it.
  private static func saysMore(_ said: [UInt32], than asked: [UInt32]) -> Bool {
    let known = Set(asked)
    return said.count { !known.contains($0) } * 20 > said.count
  }

  /// Whether `said` starts as `asked` does, but for a heading.
  private static func begins(_ asked: [UInt32], within said: [UInt32]) -> Bool {
    let start = Array(asked.prefix(5))
    return Rouge.scoreL(start, Array(said.prefix(12))).overlap >= start.count - 1
  }
}

internal import Store

extension Rule {
  /// Answers that say the question again instead of answering it.
  ///
  /// Found in the output of the open GLAN implementation, verbatim in 2 of its 42 sample rows.
  static let repeatsQuestion = Rule(
    name: "repeats-question", version: 1, kinds: [.answer],
    summary: "the answer repeats the question",
    parameters: [
      Parameter(
        name: "rouge_l", standard: 0.8, summary: "ROUGE-L F1 (unicode-1) of question and answer")
    ]
  ) { pair, parameters in
    guard let answer = pair.answer else { return nil }
    let threshold = parameters["rouge_l"] ?? 0.8
    var vocabulary = Vocabulary()
    let asked = vocabulary.ids(in: pair.question, by: .unicode)
    let said = vocabulary.ids(in: answer, by: .unicode)
    // What is short repeats by chance ("Say yes" - "Yes"), and a long answer cannot reach it.
    guard asked.count >= 4,
      Double(min(asked.count, said.count)) * 2
        > threshold * Double(asked.count + said.count)
    else { return nil }
    let score = Rouge.scoreL(asked, said).f
    guard score > threshold, begins(asked, within: said), !saysMore(said, than: asked) else {
      return nil
    }
    return RuleFinding(
      value: score, threshold: threshold, reason: "the answer is the question again")
  }

  /// Whether `said`, a heading aside, has more than one token in twenty that `asked` has not: "The
  /// capital of Australia is Canberra" repeats most of its question, and answers it.
  private static func saysMore(_ said: [UInt32], than asked: [UInt32]) -> Bool {
    let known = Set(asked)
    let body = said.drop { !known.contains($0) }
    return body.count { !known.contains($0) } * 20 > body.count
  }

  /// Whether `said` starts as `asked` does, but for a heading: a corrected or translated text
  /// resembles the question, too, but leaves out what was to be done with it.
  private static func begins(_ asked: [UInt32], within said: [UInt32]) -> Bool {
    let start = Array(asked.prefix(5))
    return Rouge.scoreL(start, Array(said.prefix(12))).overlap >= start.count - 1
  }
}

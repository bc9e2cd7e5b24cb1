internal import Store

extension Rule {
  /// Answers that say the question again instead of answering it.
  ///
  /// Found in the output of the open GLAN implementation, verbatim in 2 of its 42 sample rows.
  static let repeatsQuestion = Rule(
    name: "repeats-question", version: 1, kind: .answer,
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
    guard score > threshold else { return nil }
    return RuleFinding(
      value: score, threshold: threshold, reason: "the answer is the question again")
  }
}

internal import Store

extension Rule {
  /// Answers that say the question again instead of answering it.
  ///
  /// An answer that has more than one token in twenty of its own is left alone, and so is one that
  /// begins otherwise, or is short and not nearly the same: a corrected text resembles the question but
  /// leaves out what was to be done. A long answer that is half of the question or more, word for word, is
  /// found, too, wherever in the question it begins; but not where a piece of the question was asked for.
  ///
  /// Source: the published samples of the open GLAN, of which 5 in 42 answers are the question
  /// or a piece of it; the numbers are ours.
  static let repeatsQuestion = Rule(
    "repeats-question", version: 4, [.answer], .drop, "the answer repeats the question",
    parameters: [
      Parameter("rouge_l", 0.8, "ROUGE-L F1 (unicode-1) of question and answer"),
      Parameter("piece", 0.9, "the share of a long answer's tokens in 8-grams of the question"),
      Parameter("asking", askingList, "what a question says that asks for a piece of itself"),
    ]
  ) { settings in
    let (threshold, piece) = (settings.number("rouge_l"), settings.number("piece"))
    let asking = Phrases(settings.list("asking"))
    return { pair in
      guard let answer = pair.answer else { return nil }
      if let share = shareOfQuestion(pair.question.tokens, answer.tokens), share >= piece,
        asking.leftmost(in: pair.question.folded[...]) == nil
      {
        return RuleFinding(
          value: share, threshold: piece, reason: "the answer is a piece of the question")
      }
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

  /// In lower case; sentences and words to extract, to choose or to quote.
  private static let askingList = [
    "extract", "identify", "quote", "excerpt", "which of", "choose", "select", "copy", "highlight",
    "find the sentence", "which sentence", "correct answer",
    "抜き出", "選びなさい", "選んで", "選択してください", "고르", "다음 중", "근거", "찾아", "발췌", "提取", "摘", "选择", "找出",
    "下列", "哪",
  ]

  /// The share of an answer's tokens that lie in an 8-gram of the question; nil for one of fewer than
  /// 40 tokens, shorter than half of the question, or longer than it.
  private static func shareOfQuestion(_ asked: [UInt64], _ said: [UInt64]) -> Double? {
    let n = 8
    guard said.count >= 40, said.count <= asked.count, said.count * 2 >= asked.count else {
      return nil
    }
    let grams = Set((0...asked.count - n).map { asked[$0..<$0 + n] })
    var (covered, end) = (0, 0)
    for start in 0...said.count - n where grams.contains(said[start..<start + n]) {
      covered += start + n - max(start, end)
      end = start + n
    }
    return Double(covered) / Double(said.count)
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

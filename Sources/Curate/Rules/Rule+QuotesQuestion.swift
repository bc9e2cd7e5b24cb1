internal import Store

extension Rule {
  /// Long answers that are half of the question or more, word for word, wherever in it they begin.
  ///
  /// Not where a piece of the question, or a change to it, was asked for, as far as words tell. Others
  /// fill a gap in a text or polish it, which is why this only flags.
  ///
  /// Source: the published samples of the open GLAN, of which 5 in 42 answers are the question
  /// or a piece of it; the numbers are ours.
  static let quotesQuestion = Rule(
    "quotes-question", [.answer], .flag, "the answer is a piece of the question",
    parameters: [
      Parameter("piece", 0.9, "the share of a long answer's tokens in 8-grams of the question"),
      Parameter("asking", askingList, "what a question for a piece of itself says"),
    ]
  ) { settings in
    let piece = settings.number("piece")
    let asking = Phrases(settings.list("asking"))
    return { pair in
      guard let answer = pair.answer,
        let share = shareOfQuestion(pair.question.tokens, answer.tokens), share >= piece,
        asking.leftmost(in: pair.question.folded[...]) == nil
      else { return nil }
      return RuleFinding(
        value: share, threshold: piece, reason: "the answer is a piece of the question")
    }
  }

  /// In lower case: pieces to extract, to choose or to quote, and texts to edit.
  private static let askingList = [
    "extract", "identify", "quote", "excerpt", "which of", "choose", "select", "copy", "highlight",
    "find the sentence", "which sentence", "correct answer",
    "delete", "deleted", "remove", "removing", "edit", "reorder", "rearrange", "rearange",
    "reorganize", "divide", "split", "adjust", "debug", "fix", "correct", "corrected", "rewrite",
    "add a", "format",
    "抜き出", "選びなさい", "選んで", "選択してください", "並べ替え", "修正して", "고르", "다음 중", "근거", "찾아", "발췌",
    "아닌 것", "수정", "삭제", "提取", "摘", "选择", "找出", "下列", "哪", "修改", "改写", "删除", "排序",
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
}

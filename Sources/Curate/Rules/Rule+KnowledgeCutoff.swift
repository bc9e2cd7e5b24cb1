internal import Store

extension Rule {
  /// Answers that speak of the day when their model's knowledge ends, or of its training data.
  ///
  /// Anywhere in the answer: "as of my last update in September 2021" mostly stands at its end.
  ///
  /// Source: open-instruct's filters for Tülu (knowledge-cutoff sentences).
  static let knowledgeCutoff = Rule(
    "knowledge-cutoff", [.answer], .drop, "the answer speaks of where its knowledge ends",
    parameters: [Parameter("phrases", cutoffList, "what it says")]
  ) { settings in
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      guard let answer = pair.answer, let phrase = phrases.first(in: answer.folded) else {
        return nil
      }
      return RuleFinding(reason: "the answer says \u{201C}\(phrase)\u{201D}")
    }
  }

  private static let cutoffList = [
    "as of my last update", "as of my last knowledge update", "as of my knowledge cutoff",
    "as of my last training", "as of my training", "my knowledge cutoff", "my knowledge cut-off",
    "my last knowledge update", "my training data", "up to my last", "since my last update",
    "i do not have access to real-time", "i don't have access to real-time",
    "i don't have real-time", "i do not have real-time", "i don't have access to current",
    "i cannot browse the internet", "i can't browse the internet",
    "私の知識は20", "私の最終更新", "知識のカットオフ", "私の学習データ", "リアルタイムの情報にアクセス",
    "제 지식은 20", "지식 컷오프", "마지막 업데이트를 기준", "제 학습 데이터", "실시간 정보에 접근",
    "知识截止", "截至我的知识", "我的训练数据", "我的知识库截止", "知識截止",
  ]
}

internal import Store

extension Rule {
  /// Answers that refuse, in their first sentence.
  ///
  /// Only there, and in phrases rather than words: the keyword lists that go around also drop every
  /// honest answer about law or racism, and "I don't know" is in many a sentence that was to be rewritten.
  /// English, Japanese, Korean and Chinese.
  ///
  /// One that goes on to answer ("I cannot give real-time data. However, …") is left to the rule hedge.
  ///
  /// A line that says DO NOT KNOW and nothing else is a refusal, too: the open GLAN tells its model to
  /// write that.
  ///
  /// Source: the "unfiltered" lists for ShareGPT, cut down as better-uncensored advises; Azure's GLAN.
  static let refusal = Rule(
    "refusal", version: 4, [.answer], .drop, "the answer refuses",
    parameters: [Parameter("phrases", refusalList, "what a refusal says in its first sentence")]
  ) { settings in
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      guard let answer = pair.answer else { return nil }
      if answer.lines.contains(where: { says("DO NOT KNOW", answer.bytes[$0]) }) {
        return RuleFinding(
          reason: "the answer says DO NOT KNOW, as the open GLAN tells its model to")
      }
      guard let phrase = phrases.first(in: answer.firstSentence),
        !answer.goesOn(after: phrases)
      else { return nil }
      return RuleFinding(reason: "the first sentence says \u{201C}\(phrase)\u{201D}")
    }
  }

  /// In lower case and with straight apostrophes.
  static let refusalList: [String] =
    refusing.flatMap { start in acts.map { "\(start) \($0)" } } + [
      "i'm sorry, but i can't", "i'm sorry, but i cannot", "i am sorry, but i can't",
      "i am sorry, but i cannot", "sorry, but i can't", "sorry, but i cannot",
      "i'm sorry, but i'm not able", "i'm sorry, but i am not able", "i'm sorry, but i'm unable",
      "sorry, the task", "sorry, this task", "i must decline", "i do not know the answer",
      "i don't know the answer",
      "お答えできません", "お答えすることはできません", "お手伝いできません", "申し訳ありませんが、お答え",
      "申し訳ございませんが、お答え", "申し訳ありませんが、その", "申し訳ございませんが、その", "提供することはできません",
      "답변할 수 없습니다", "답변드릴 수 없습니다", "도와드릴 수 없습니다", "죄송하지만", "제공할 수 없습니다",
      "我无法回答", "我无法提供", "我不能提供", "很抱歉，我", "抱歉，我", "我無法回答", "我無法提供",
    ]

  private static let refusing = [
    "i cannot", "i can't", "i'm unable to", "i am unable to", "i'm not able to", "i am not able to",
    "i won't be able to",
  ]
  private static let acts = [
    "assist", "help with that", "help with this", "help you with", "fulfill", "provide", "answer",
    "complete this", "complete that", "generate", "comply", "create",
  ]

  /// Whether `line` says `phrase` and no other word.
  private static func says(_ phrase: StaticString, _ line: ArraySlice<UInt8>) -> Bool {
    guard line.count < 40 else { return false }
    let letters = { (byte: UInt8) in byte >= 0x80 || (0x41...0x5A).contains(byte & 0xDF) }
    return phrase.withUTF8Buffer { phrase in
      line.filter(letters).elementsEqual(phrase.filter(letters))
        && line.split(separator: 0x20).count >= 3
    }
  }
}

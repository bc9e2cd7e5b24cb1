internal import Store

extension Rule {
  /// Answers that speak of themselves as a model, or of who made it, in their first sentence.
  ///
  /// A model that is trained on them takes itself for another. English, Japanese, Korean, Chinese.
  ///
  /// Source: open-instruct's filters for Tülu (providers' names, "trained by"); the "unfiltered" lists
  /// for ShareGPT.
  static let selfIdentification = Rule(
    "self-identification", [.answer], .drop, "the answer speaks of itself as a model",
    parameters: [Parameter("phrases", selfList, "what the first sentence says")]
  ) { settings in
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      guard let answer = pair.answer, let phrase = phrases.first(in: answer.firstSentence) else {
        return nil
      }
      return RuleFinding(reason: "the first sentence says \u{201C}\(phrase)\u{201D}")
    }
  }

  /// In lower case and with straight apostrophes.
  private static let selfList: [String] =
    [
      "as an ai,", "as an ai language", "as an ai model", "as an ai assistant", "as an ai i",
      "as a language model,", "as a language model i", "as a large language model,", "i'm an ai",
      "i am an ai",
      "i'm just an ai", "i am just an ai", "i'm a language model", "i am a language model",
      "i'm a large language model", "i am a large language model", "i'm only an ai",
      "aiとして、", "aiアシスタントとして", "言語モデルとして", "aiですので", "aiなので", "私はai",
      "ai로서", "언어 모델로서", "인공지능으로서", "저는 ai", "저는 인공지능",
      "作为一个ai", "作为ai", "作为人工智能", "作为一个人工智能", "作为语言模型", "作为一个语言模型", "我是一个ai", "我是ai",
      "作為一個ai", "作為ai",
      "i was trained by", "i was developed by openai", "i was created by openai",
      "i was made by anthropic", "i was created by anthropic", "私はopenaiによって", "저는 openai",
      "我是由openai",
    ]
    + ["chatgpt", "gpt-4", "claude", "gemini", "bard", "llama", "qwen", "mistral", "deepseek"]
    .flatMap { ["i am \($0)", "i'm \($0)", "私は\($0)", "저는 \($0)", "我是\($0)"] }
}

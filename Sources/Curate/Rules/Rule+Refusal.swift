internal import Store

extension Rule {
  /// Answers that refuse, apologise or speak of themselves as a model, in their first sentence.
  ///
  /// Only there, and in phrases rather than words: the keyword lists that go around also drop every
  /// honest answer about law or racism.
  static let refusal = Rule(
    name: "refusal", version: 1, kinds: [.answer],
    summary: "the answer refuses or speaks of itself as a model", parameters: []
  ) { pair, _ in
    guard let answer = pair.answer else { return nil }
    if answer.contains("DO NOT KNOW"), hasLine("DO NOT KNOW", answer) {
      return RuleFinding(reason: "the answer says DO NOT KNOW, as the open GLAN tells its model to")
    }
    let sentence = Array(firstSentence(answer).utf8)
    guard let said = encodedPhrases.firstIndex(where: { isSaid($0, in: sentence) }) else {
      return nil
    }
    return RuleFinding(reason: "the first sentence says \u{201C}\(phrases[said])\u{201D}")
  }

  /// English, Japanese, Korean, Chinese, in lower case and with straight apostrophes.
  private static let phrases = [
    "as an ai", "as a language model", "as a large language model", "i'm an ai", "i am an ai",
    "i'm just an ai", "i cannot assist", "i can't assist", "i cannot help with",
    "i can't help with",
    "i'm sorry, but i", "i am sorry, but i", "sorry, but i can't", "sorry, but i cannot",
    "i'm unable to", "i am unable to", "i cannot fulfill", "i can't fulfill", "i cannot provide",
    "i can't provide", "i must decline", "i won't be able to", "i do not know", "i don't know",
    "お答えできません", "お答えすることはできません", "お手伝いできません", "申し訳ありませんが",
    "申し訳ございませんが", "aiとして", "aiアシスタントとして", "言語モデルとして",
    "답변할 수 없습니다", "답변드릴 수 없습니다", "도와드릴 수 없습니다", "죄송하지만", "ai로서",
    "언어 모델로서", "인공지능으로서",
    "我无法回答", "我无法提供", "我不能提供", "很抱歉，我", "抱歉，我", "作为一个ai", "作为ai", "作为人工智能", "作为一个人工智能",
    "作为语言模型", "我是一个ai",
  ]

  /// Whether a line says `phrase` and nothing else.
  private static func hasLine(_ phrase: String, _ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { line in
      line.contains(phrase) && line.count(where: \.isLetter) == phrase.count(where: \.isLetter)
    }
  }

  // In UTF-8: searching for characters takes fifty times as long.
  private static let encodedPhrases = phrases.map { Array($0.utf8) }

  /// Whether `phrase` is in `sentence` as a whole: "as an ai" is not in "as an aid".
  private static func isSaid(_ phrase: [UInt8], in sentence: [UInt8]) -> Bool {
    guard let first = phrase.first, sentence.count >= phrase.count else { return false }
    return (0...sentence.count - phrase.count).contains { start in
      guard sentence[start] == first else { return false }
      let end = start + phrase.count
      guard sentence[start..<end].elementsEqual(phrase) else { return false }
      return end == sentence.count || !isLetter(phrase[phrase.count - 1])
        || !isLetter(sentence[end])
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  /// The text up to the end of its first sentence or line, at most 300 characters, in lower case.
  private static func firstSentence(_ text: String) -> String {
    // Scalars, not characters: this is done for every answer, and only these few matter.
    var sentence = String.UnicodeScalarView()
    var count = 0
    let start = text.unicodeScalars.drop(while: \.properties.isWhitespace)
    reading: for scalar in start.prefix(300) {
      count += 1
      switch scalar {
      case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": break reading
      case "\u{2019}": sentence.append("'")
      case "。", "！", "？", "!", "?":
        sentence.append(scalar)
        break reading
      // A full stop ends a sentence; one within "U.S." or "3.5" only makes it look longer or shorter.
      case "." where count > 40: break reading
      default: sentence.append(scalar)
      }
    }
    return String(sentence).lowercased()
  }
}

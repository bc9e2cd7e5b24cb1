internal import Store

extension Rule {
  /// Answers that say in words that there is none: "N/A", "<nooutput>", "No output".
  ///
  /// As the whole answer, whatever brackets and capitals it comes with, or as a tag within it.
  ///
  /// Source: AlpacaDataCleaned, "N/A outputs".
  static let noOutput = Rule(
    "no-output", [.answer], .drop, "the answer says that there is no answer",
    parameters: [Parameter("phrases", noOutputList, "what the answer says, without its signs")]
  ) { settings in
    let phrases = Set(settings.list("phrases").map { lettersOnly(Array($0.utf8)[...]) })
    return { pair in
      guard let answer = pair.answer, !answer.bytes.isEmpty else { return nil }
      if let tag = tags.first(in: answer.folded) {
        return RuleFinding(reason: "the answer has \u{201C}\(tag)\u{201D}")
      }
      guard answer.bytes.count <= 60, phrases.contains(lettersOnly(answer.trimmed)),
        !isWord(answer.trimmed)
      else { return nil }
      return RuleFinding(reason: "the answer is \u{201C}\(answer.text)\u{201D}")
    }
  }

  private static let tags = Phrases([
    "<nooutput>", "<no output>", "<noinput>", "<no input>", "[no output]", "[no input]",
  ])
  private static let noOutputList = [
    "no output", "no output required", "no output needed", "no output available", "n/a",
    "not applicable", "no answer", "null", "nan", "出力なし", "該当なし", "출력 없음", "해당 없음", "无输出", "不适用",
  ]

  /// "NA" and "Nan" are answers, too: sodium, and bread.
  private static func isWord(_ text: ArraySlice<UInt8>) -> Bool {
    text.count <= 3 && text.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
  }
}

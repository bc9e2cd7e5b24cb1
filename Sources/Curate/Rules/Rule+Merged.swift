internal import Store

extension Rule {
  /// Answers that hold the next task, too: the model forgot to part them, and so did the parser.
  ///
  /// A number and "Instruction:" within the answer, as in "12. Instruction: Name three rivers".
  ///
  /// Source: AlpacaDataCleaned, "merged instructions" (`\d{1,2}\.\sInstruction:`).
  static let merged = Rule(
    "merged", [.answer], .drop, "the answer goes on with another instruction",
    parameters: [Parameter("phrases", mergedList, "what follows a number and a full stop")]
  ) { settings in
    let phrases = Phrases(settings.list("phrases"))
    return { pair in
      guard let answer = pair.answer else { return nil }
      var found: Range<Int>?
      phrases.forEach(in: answer.folded[...]) { occurrence in
        if isNumbered(answer.folded[..<occurrence.range.lowerBound]) { found = occurrence.range }
        return found == nil
      }
      guard let found else { return nil }
      let said = String(decoding: answer.folded[found], as: UTF8.self)
      return RuleFinding(reason: "the answer goes on with a numbered \u{201C}\(said)\u{201D}")
    }
  }

  private static let mergedList = ["instruction:", "指示:", "指示：", "指令：", "지시:", "지시사항:"]

  /// Whether `text` ends with a number and a full stop, before white space and signs of markup.
  private static func isNumbered(_ text: ArraySlice<UInt8>) -> Bool {
    let body = text.reversed().drop {
      $0 == 0x20 || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "#")
    }
    guard body.first == UInt8(ascii: ".") else { return false }
    return body.dropFirst().prefix { (0x30...0x39).contains($0) }.count >= 1
  }
}

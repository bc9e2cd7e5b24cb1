internal import Store

extension Rule {
  /// Answers that end before their end: the model hit its limit, a code fence stays open, or the
  /// last character announces more.
  static let truncated = Rule(
    name: "truncated", version: 1, kinds: [.answer], summary: "the answer is cut off",
    parameters: []
  ) { pair, _ in
    guard let answer = pair.answer else { return nil }
    if pair.finishReason == "length" {
      return RuleFinding(reason: "the model reached its limit of tokens")
    }
    if fences(answer) % 2 == 1 { return RuleFinding(reason: "a code fence is not closed") }
    guard let last = answer.last(where: { !$0.isWhitespace }), announcing.contains(last) else {
      return nil
    }
    return RuleFinding(reason: "the answer ends with \(last)")
  }

  /// Characters after which a finished text never stops.
  private static let announcing: Set<Character> = [",", "、", "，", "：", ":", "(", "（", "「", "『"]

  /// Lines that open or close a block of code; ```` ```x``` ```` on one line is code in a sentence.
  private static func fences(_ text: String) -> Int {
    text.split(whereSeparator: \.isNewline).count { line in
      let line = line.drop(while: \.isWhitespace)
      return line.hasPrefix("```") && !line.drop { $0 == "`" }.contains("`")
    }
  }
}

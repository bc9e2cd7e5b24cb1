internal import Store

extension Rule {
  /// Answers with a block of code that has no code in it.
  ///
  /// Source: AlpacaDataCleaned, "empty code examples".
  static let emptyCode = Rule(
    "empty-code", [.answer], .drop, "the answer has an empty block of code"
  ) { _ in
    { pair in
      guard let answer = pair.answer else { return nil }
      guard hasEmptyFence(answer) || tags.leftmost(in: answer.folded[...]) != nil else {
        return nil
      }
      return RuleFinding(reason: "a block of code is empty")
    }
  }

  private static let tags = Phrases([
    "<code></code>", "<code> </code>", "<pre></pre>", "<pre><code></code></pre>",
  ])

  /// Whether a line that opens a fence is followed at once by the one that closes it.
  private static func hasEmptyFence(_ text: RuleText) -> Bool {
    var isOpen = false
    var hadCode = true
    for line in text.lines {
      guard text.isFence(line) else {
        hadCode = true
        continue
      }
      if isOpen, !hadCode, line.count == 3 { return true }
      isOpen.toggle()
      hadCode = false
    }
    return false
  }
}

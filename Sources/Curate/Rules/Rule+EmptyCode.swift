internal import Store

extension Rule {
  /// Answers with a block of code that has no code in it.
  ///
  /// A block within a longer fence is code itself.
  ///
  /// Source: AlpacaDataCleaned, "empty code examples".
  static let emptyCode = Rule(
    "empty-code", version: 2, [.answer], .drop, "the answer has an empty block of code"
  ) { _ in
    { pair in
      guard let answer = pair.answer else { return nil }
      let hasEmptyBlock = answer.codeBlocks.contains { $0.isClosed && !$0.hasCode }
      guard hasEmptyBlock || tags.leftmost(in: answer.folded[...]) != nil else { return nil }
      return RuleFinding(reason: "a block of code is empty")
    }
  }

  private static let tags = Phrases([
    "<code></code>", "<code> </code>", "<pre></pre>", "<pre><code></code></pre>",
  ])
}

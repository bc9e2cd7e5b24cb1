internal import Store

extension Rule {
  /// Questions about what stands behind a link, or about an image, that a model of text cannot see.
  ///
  /// The input has a link with a path, or the markup of an image, and little else to work on, so
  /// the answer is made up.
  ///
  /// Source: AlpacaDataCleaned, "hallucinations" (links and attachments in the input).
  static let unreachable = Rule(
    "unreachable", [.question], .flag, "the question is about what stands behind a link",
    parameters: [Parameter("words", 12, "the fewest tokens besides the link that are enough")]
  ) { settings in
    let most = settings.number("words")
    return { pair in
      let input = pair.input.bytes.isEmpty ? pair.instruction : pair.input
      guard links.leftmost(in: input.folded[...]) != nil else { return nil }
      let (hasTarget, words) = withoutLinks(input)
      let own = pair.input.bytes.isEmpty ? words - 8 : words
      guard hasTarget, Double(own) < most else { return nil }
      return RuleFinding(
        value: Double(words), threshold: most,
        reason: "the question has a link or an image, and little else to work on")
    }
  }

  private static let links = Phrases([
    "http://", "https://", "www.", "![", "<img ", "img src=", "data:image",
  ])

  /// Whether a link leads to more than the front page, and how many tokens the rest has.
  private static func withoutLinks(_ text: RuleText) -> (hasTarget: Bool, words: Int) {
    var hasTarget = false
    var words = 0
    for piece in text.text.split(whereSeparator: \.isWhitespace) {
      let folded = RuleText.folded(Array(piece.utf8))
      if let link = links.leftmost(in: folded[...]) {
        let rest = folded[link.range.upperBound...]
        let path = rest.drop { $0 != UInt8(ascii: "/") }.dropFirst()
        hasTarget =
          hasTarget || path.count > 2
          || folded[link.range.lowerBound] != 0x68
            && folded[link.range.lowerBound] != 0x77
      } else {
        words += Tokenizer.unicode.tokens(in: String(piece)).count
      }
    }
    return (hasTarget, words)
  }
}

/// Words that are looked for among the tokens of a text.
struct WordSet: Sendable {
  private let hashes: Set<UInt64>

  /// Words, each one token of `unicode-1`, separated by spaces.
  init(_ words: String) { self.init(words.split(separator: " ").map(String.init)) }

  /// Words, each one token of `unicode-1`.
  init(_ words: [String]) {
    var hashes: Set<UInt64> = []
    for word in words {
      Tokenizer.unicode.forEachToken(in: word) { hashes.insert(RuleText.hash($0)) }
    }
    self.hashes = hashes
  }

  /// Whether a token, as ``RuleText/tokens`` has it, is one of the words.
  func contains(_ token: UInt64) -> Bool { hashes.contains(token) }
}

/// A training text in which items of benchmarks are looked for.
struct SearchedText {
  let id: Int
  /// The text, with its input on a line of its own.
  let text: String

  init(id: Int, _ text: String, _ input: String?) {
    self.id = id
    self.text = joined(text, input)
  }

  /// Its tokens; one that no benchmark has is ``Vocabulary/unknown``.
  func tokens(_ tokenizer: Tokenizer, _ vocabulary: Vocabulary) -> [UInt32] {
    var tokens: [UInt32] = []
    tokenizer.forEachToken(in: text) { tokens.append(vocabulary.known($0) ?? vocabulary.unknown) }
    return tokens
  }

  /// The piece of the text with `tokens`, and where it begins, in code points from 1, as SQLite's
  /// `substr` counts.
  ///
  /// No tokenizer says where in the text its tokens stand, and few texts are asked; so the places are
  /// found by halving: the k-th token begins where the prefix first has k tokens.
  func piece(_ tokens: Range<Int>, _ tokenizer: Tokenizer) -> (start: Int, text: String) {
    let scalars = Array(text.unicodeScalars)
    let start = place(ofToken: tokens.lowerBound, scalars, tokenizer)
    var end = place(ofToken: tokens.upperBound, scalars, tokenizer)
    while end > start, scalars[end - 1].properties.isWhitespace { end -= 1 }
    var piece = String.UnicodeScalarView()
    piece.append(contentsOf: scalars[start..<end])
    return (start + 1, String(piece))
  }

  /// The index of the first code point of the token at `index`; the end for one too many.
  private func place(
    ofToken index: Int, _ scalars: [Unicode.Scalar], _ tokenizer: Tokenizer
  ) -> Int {
    var (low, high) = (0, scalars.count)
    while low < high {
      let middle = (low + high) / 2
      var (prefix, count) = (String.UnicodeScalarView(), 0)
      prefix.append(contentsOf: scalars[...middle])
      tokenizer.forEachToken(in: String(prefix)) { _ in count += 1 }
      if count > index { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

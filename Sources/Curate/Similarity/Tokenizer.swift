/// How a text is cut into the tokens that are compared.
///
/// The raw value is stored with every score.
public enum Tokenizer: String, CaseIterable, Sendable, Hashable {
  /// Runs of ASCII letters and digits, lower-cased: google's `rouge_score` 0.1.2 without stemmer, bit
  /// for bit. Other scripts leave no tokens, so look at ``coverage(of:)`` first.
  case rougeASCII = "rouge-ascii-1"

  /// Runs of letters, digits and marks of any script, lower-cased; Han, kana, Hangul, Thai, Lao, Khmer
  /// and Burmese one character a token, which needs no dictionary. Full-width and half-width forms
  /// are the same, and so are composed and decomposed letters.
  case unicode = "unicode-1"

  /// Pairs of neighbouring characters within a stretch of letters and digits, folded as in
  /// ``unicode``; a stretch of one character is its own token.
  case characterBigram = "char-2gram-1"

  /// The tokens of `text`.
  public func tokens(in text: String) -> [String] {
    var tokens: [String] = []
    forEachToken(in: text) { tokens.append(String(decoding: $0, as: UTF8.self)) }
    return tokens
  }

  /// Calls `body` with the UTF-8 of every token of `text`; the bytes are gone when `body` returns.
  public func forEachToken(in text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text = text
    text.withUTF8 { forEachToken(in: $0, body) }
  }

  /// Calls `body` with the UTF-8 of every token of the well-formed UTF-8 in `bytes`; a token's bytes
  /// are gone when `body` returns.
  public func forEachToken(
    in bytes: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void
  ) {
    switch self {
    case .rougeASCII: Self.forEachASCIIWord(in: bytes, body)
    case .unicode: Self.forEachUnicodeToken(in: bytes, body)
    case .characterBigram: Self.forEachBigram(in: bytes, body)
    }
  }

  /// The share of the letters and digits of `text` that end up in a token, from 0 to 1; 1 when it has
  /// none.
  ///
  /// Below 1 only for ``rougeASCII``. A comparison by leftovers is worthless: two questions in
  /// Japanese that both mention Python and the number 3 score 1.
  public func coverage(of text: String) -> Double {
    guard self == .rougeASCII, !text.utf8.allSatisfy({ $0 < 0x80 }) else { return 1 }
    var (all, kept) = (0, 0)
    for scalar in text.unicodeScalars {
      let isKept = Self.isKeptByRouge(scalar)
      guard isKept || CharacterClass(scalar).isAlphanumeric else { continue }
      all += 1
      kept += isKept ? 1 : 0
    }
    return all == 0 ? 1 : Double(kept) / Double(all)
  }
}

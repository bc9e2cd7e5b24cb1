/// How much of the texts a tokenizer keeps.
struct Coverage {
  private var (sum, count) = (0.0, 0)

  /// The least share of letters and digits that a tokenizer has to keep to be of use.
  static let least = 0.9

  mutating func note(_ text: String, _ tokenizer: Tokenizer) {
    sum += tokenizer.coverage(of: text)
    count += 1
  }

  /// Throws if `tokenizer` loses too much.
  func require(of tokenizer: Tokenizer) throws(CurationError) {
    guard sum < Coverage.least * Double(count) else { return }
    let lost = Int((100 * (1 - sum / Double(count))).rounded())
    throw CurationError(
      "the tokenizer \(tokenizer.rawValue) would throw away \(lost) % of the letters and digits: "
        + "use --tokenizer \(Tokenizer.unicode.rawValue)")
  }
}

/// The thresholds that go with a script and a tokenizer, as `docs/similarity.md` finds them by
/// labelled pairs.
enum Calibration {
  /// The cutoff for `rows`: that of most of their tokens.
  static func cutoff(for rows: DedupRows, _ tokenizer: Tokenizer) -> Cutoff {
    guard tokenizer == .unicode else { return Cutoff(above: .selfInstruct) }
    var counts: [Script: Int] = [:]
    let scripts = (0..<UInt32(rows.vocabulary.count)).map { script(of: rows.vocabulary.token($0)) }
    for token in rows.sequences.tokens {
      if let script = scripts[Int(token)] { counts[script, default: 0] += 1 }
    }
    let most = counts.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
    return Cutoff(above: most.map { threshold(for: $0.key) } ?? .selfInstruct)
  }

  /// The threshold for texts of `script`, cut by ``Tokenizer/unicode``.
  static func threshold(for script: Script) -> Threshold {
    switch script {
    case .kana: Threshold(numerator: 8, denominator: 10)
    case .han, .hangul: Threshold(numerator: 75, denominator: 100)
    default: .selfInstruct
    }
  }

  private static func script(of token: String) -> Script? {
    token.unicodeScalars.lazy.compactMap { Script($0) }.first
  }
}

/// The thresholds that go with a script and a tokenizer, as `docs/similarity.md` finds them by
/// labelled pairs.
enum Calibration {
  /// The cutoff for `rows`: that of most of their tokens.
  static func cutoff(for rows: DedupRows, _ tokenizer: Tokenizer) -> Cutoff {
    guard tokenizer == .unicode else { return Cutoff(above: .selfInstruct) }
    var uses = [Int](repeating: 0, count: rows.vocabulary.count)
    for token in rows.sequences.tokens { uses[Int(token)] += 1 }
    var counts: [Script: Int] = [:]
    for (token, uses) in uses.enumerated() {
      guard let script = script(of: rows.vocabulary.token(UInt32(token))) else { continue }
      counts[script, default: 0] += uses
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

/// How a pair is decided whose ROUGE-L F1 is exactly the threshold.
public enum Ties: String, Sendable, Hashable, CaseIterable {
  /// In integers: a tie is not above the threshold.
  case exact
  /// As google's `rouge_score` 0.1.2 decides it in doubles, where the rounding of `2pr/(p+r)` puts
  /// some ties above the threshold and some below.
  case reference
}

/// When two token sequences are near-duplicates: their ROUGE-L F1 is above a threshold, as in
/// Self-Instruct.
///
/// F1 = 2L/(m+n) for sequences of m and n tokens whose longest common subsequence has L, so the
/// question is only whether L reaches ``need(_:_:)``.
public struct Cutoff: Sendable, Hashable {
  /// The F1 to exceed.
  public let threshold: Threshold
  /// Who decides exact ties.
  public let ties: Ties

  /// Near-duplicates are above `threshold`.
  public init(above threshold: Threshold, ties: Ties = .exact) {
    self.threshold = threshold
    self.ties = ties
  }

  /// The least LCS, in tokens, that makes sequences of `m` and `n` tokens near-duplicates; more than
  /// the shorter one has when they cannot be.
  public func need(_ m: Int, _ n: Int) -> Int {
    switch ties {
    case .exact: return threshold.numerator * (m + n) / (2 * threshold.denominator) + 1
    case .reference:
      let least = bound(m + n)
      let score = RougeScore(overlap: least, targetLength: m, predictionLength: n)
      return score.f > threshold.double ? least : least + 1
    }
  }

  /// The least LCS with F1 >= t for sequences of `sum` tokens together, at least 1.
  ///
  /// A lower bound of ``need(_:_:)`` for both ways with ties: two different fractions with these
  /// denominators (`sum` up to 2^27, Q up to 10^6) are further apart than the doubles' rounding, so
  /// that only a true tie can be decided either way.
  func bound(_ sum: Int) -> Int {
    let twice = 2 * threshold.denominator
    return max(1, (threshold.numerator * sum + twice - 1) / twice)
  }

  /// The most tokens two sequences can have together when their LCS has `overlap`.
  func longestSum(overlap: Int) -> Int {
    guard threshold.numerator > 0 else { return Int(Int32.max) }
    return 2 * threshold.denominator * overlap / threshold.numerator
  }

  /// The fewest tokens of a near-duplicate of `m` tokens: the least n with n >= t(m+n)/2.
  func shortestPartner(of m: Int) -> Int {
    let rest = 2 * threshold.denominator - threshold.numerator
    return max(1, (threshold.numerator * m + rest - 1) / rest)
  }

  /// The tokens from which a sequence has to share two elements of its prefix with another, not one.
  private static let deep = 32

  /// How many shared elements a probe of `m` tokens has to come across before a sequence is looked at.
  ///
  /// One is enough for short texts, where few sequences share a rare word. The prefixes of long texts
  /// have common words, which nearly any two of them share; asking for two, one place further (Wang,
  /// Li and Feng, SIGMOD 2012), leaves few.
  func depth(of m: Int) -> Int { m >= Self.deep && bound(m + shortestPartner(of: m)) > 1 ? 2 : 1 }

  /// How many elements, it and the later ones, are left at the last element of a sequence of `n`
  /// tokens that any probe of this or a higher cutoff may ask for; the elements up to there are the
  /// prefix that is indexed.
  func leastRest(of n: Int) -> Int {
    let shortest = shortestPartner(of: n)
    return max(1, min(bound(n + shortest), bound(n + max(shortest, Self.deep)) - 1))
  }
}

/// A sequence in an index that is a near-duplicate of the one looked up.
public struct Match: Sendable, Hashable {
  /// What the sequence was inserted as.
  public let id: Int
  /// The longest common subsequence, in tokens.
  public let lcs: Int
  /// The tokens of the sequence looked up.
  public let length: Int
  /// The tokens of the sequence found.
  public let matchLength: Int

  /// ROUGE-L of the two, with the one found as the target.
  public var score: RougeScore {
    RougeScore(overlap: lcs, targetLength: matchLength, predictionLength: length)
  }

  /// Whether the two are the same, which nothing can be closer than.
  var isEqual: Bool { lcs == length && lcs == matchLength }
}

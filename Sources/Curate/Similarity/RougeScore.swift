/// How much of two token sequences agrees: precision, recall and F1 as google's `rouge_score` 0.1.2
/// computes them, equal to the last bit.
public struct RougeScore: Sendable, Hashable {
  /// Tokens (ROUGE-L) or n-grams (ROUGE-N) in common.
  public let overlap: Int
  /// Tokens or n-grams of the target.
  public let targetLength: Int
  /// Tokens or n-grams of the prediction.
  public let predictionLength: Int

  /// The score of `overlap` units in common out of these lengths.
  public init(overlap: Int, targetLength: Int, predictionLength: Int) {
    self.overlap = overlap
    self.targetLength = targetLength
    self.predictionLength = predictionLength
  }

  /// The share of the prediction that is in the target; 0 when it is empty.
  public var precision: Double { Double(overlap) / Double(max(predictionLength, 1)) }

  /// The share of the target that is in the prediction; 0 when it is empty.
  public var recall: Double { Double(overlap) / Double(max(targetLength, 1)) }

  /// `2pr/(p+r)`, 0 without anything in common; the same whichever side is the target.
  public var f: Double {
    let (precision, recall) = (precision, recall)
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }
}

/// ROUGE of two texts (Lin 2004), in the definition of google's `rouge_score` 0.1.2 without stemmer.
///
/// ```swift
/// Rouge.scoreL("testing one two", "testing two").f  // 0.8
/// ```
public enum Rouge {
  /// ROUGE-L: the longest common subsequence of the token ids `target` and `prediction`, which come
  /// from one ``Vocabulary``.
  public static func scoreL(_ target: [UInt32], _ prediction: [UInt32]) -> RougeScore {
    let (short, long) =
      target.count <= prediction.count ? (target, prediction) : (prediction, target)
    var pattern = Pattern()
    pattern.load(short.span)
    return RougeScore(
      overlap: pattern.commonSubsequence(long.span, atLeast: 0),
      targetLength: target.count, predictionLength: prediction.count)
  }

  /// ROUGE-N: the n-grams in common, each as often as both have it; `n` is at least 1.
  public static func scoreN(_ n: Int, _ target: [UInt32], _ prediction: [UInt32]) -> RougeScore {
    let (wanted, given) = (grams(n, target), grams(n, prediction))
    let overlap = wanted.reduce(0) { $0 + min($1.value, given[$1.key] ?? 0) }
    return RougeScore(
      overlap: overlap, targetLength: max(target.count - n + 1, 0),
      predictionLength: max(prediction.count - n + 1, 0))
  }

  /// ROUGE-L of two texts.
  public static func scoreL(
    _ target: String, _ prediction: String, by tokenizer: Tokenizer = .rougeASCII
  ) -> RougeScore {
    var vocabulary = Vocabulary()
    return scoreL(
      vocabulary.ids(in: target, by: tokenizer), vocabulary.ids(in: prediction, by: tokenizer))
  }

  /// ROUGE-N of two texts; `n` is at least 1.
  public static func scoreN(
    _ n: Int, _ target: String, _ prediction: String, by tokenizer: Tokenizer = .rougeASCII
  ) -> RougeScore {
    var vocabulary = Vocabulary()
    return scoreN(
      n, vocabulary.ids(in: target, by: tokenizer), vocabulary.ids(in: prediction, by: tokenizer))
  }

  /// How often each n-gram occurs.
  private static func grams(_ n: Int, _ tokens: [UInt32]) -> [ArraySlice<UInt32>: Int] {
    precondition(n >= 1, "ROUGE-N needs n-grams of at least one token.")
    var counts: [ArraySlice<UInt32>: Int] = [:]
    for start in tokens.indices.dropLast(n - 1) {
      counts[tokens[start..<start + n], default: 0] += 1
    }
    return counts
  }
}

internal import Store

extension Rule {
  /// Answers much of which is said twice: the share of their tokens that stand in an n-gram which
  /// occurred before.
  ///
  /// Only where there is enough text to tell, and more than half of it repeats: lists, tables, songs and
  /// code repeat by nature. From a share of 0.3 on it finds every other kind of padding, and half of
  /// what it finds is in order.
  ///
  /// Source: Gopher's repetition rules (Rae et al. 2021, table A1: duplicate 10-grams hold at most
  /// 0.10 of the characters of a page; answers are shorter, so the share is higher here).
  static let repetition = Rule(
    "repetition", version: 2, [.answer], .drop, "much of the answer is said twice",
    parameters: [
      Parameter("share", 0.6, "the largest share of tokens in repeated n-grams"),
      Parameter("n", 10, "the length of the n-grams, in tokens (unicode-1)"),
      Parameter("words", 60, "the fewest tokens of an answer that is looked at"),
    ]
  ) { settings in
    let (limit, least) = (settings.number("share"), settings.number("words"))
    let n = max(2, Int(settings.number("n")))
    return { pair in
      guard let answer = pair.answer, Double(answer.length) >= max(least, Double(n)) else {
        return nil
      }
      let share = repeatedShare(answer.tokens, n)
      guard share > limit else { return nil }
      return RuleFinding(
        value: share, threshold: limit,
        reason: "\(Int((share * 100).rounded())) % of the answer is said before within it")
    }
  }

  /// The share of `tokens` that stand in an n-gram which occurred before.
  static func repeatedShare(_ tokens: [UInt64], _ n: Int) -> Double {
    var seen: Set<UInt64> = []
    seen.reserveCapacity(tokens.count)
    var (covered, end) = (0, 0)
    for start in 0...(tokens.count - n) {
      var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
      for token in tokens[start..<start + n] { hash = (hash ^ token) &* 0x100_0000_01B3 }
      guard !seen.insert(hash).inserted else { continue }
      covered += start + n - max(end, start)
      end = start + n
    }
    return Double(covered) / Double(tokens.count)
  }
}

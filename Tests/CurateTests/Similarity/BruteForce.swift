import Curate

/// SplitMix64: the same numbers from the same seed everywhere.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// What the index has to find, computed as the definitions say.
enum BruteForce {
  /// The length of the longest common subsequence, by the table.
  static func lcs(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for token in a {
      var diagonal = 0
      for (index, other) in b.enumerated() {
        let above = row[index + 1]
        row[index + 1] = token == other ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return row[b.count]
  }

  /// Whether F1 is above the threshold, with the arithmetic that decides ties.
  static func isAbove(_ cutoff: Cutoff, _ lcs: Int, _ m: Int, _ n: Int) -> Bool {
    switch cutoff.ties {
    case .exact: 2 * lcs * cutoff.threshold.denominator > cutoff.threshold.numerator * (m + n)
    case .reference:
      RougeScore(overlap: lcs, targetLength: m, predictionLength: n).f > cutoff.threshold.double
    }
  }

  /// The LCS of every sequence with all earlier ones.
  static func overlaps(_ sequences: TokenSequences) -> [[Int]] {
    (0..<sequences.count).map { i in (0..<i).map { lcs(sequences[i], sequences[$0]) } }
  }

  /// All pairs above the cutoff: for every sequence the earlier ones and the LCS.
  static func pairs(
    _ sequences: TokenSequences, _ overlaps: [[Int]], _ cutoff: Cutoff
  ) -> [[Int: Int]] {
    (0..<sequences.count).map { i in
      var found: [Int: Int] = [:]
      for j in 0..<i where overlaps[i][j] > 0 {
        let isAbove = isAbove(cutoff, overlaps[i][j], sequences[i].count, sequences[j].count)
        if isAbove { found[j] = overlaps[i][j] }
      }
      return found
    }
  }

  /// The best of `pairs`, the earliest of equals.
  static func best(_ pairs: [Int: Int], _ i: Int, _ sequences: TokenSequences) -> Int? {
    func isWorse(_ a: Int, than b: Int) -> Bool {
      let left = pairs[a, default: 0] * (sequences[i].count + sequences[b].count)
      let right = pairs[b, default: 0] * (sequences[i].count + sequences[a].count)
      return left == right ? a > b : left < right
    }
    return pairs.keys.max { isWorse($0, than: $1) }
  }

  /// Which sequences are dropped when they come in order, and their witnesses.
  static func keepFirst(
    _ sequences: TokenSequences, _ pairs: [[Int: Int]],
    comparable isComparable: (Int, Int) -> Bool = { _, _ in true }
  ) -> [Int: Int] {
    var dropped: [Int: Int] = [:]
    for row in 0..<sequences.count {
      let kept = pairs[row].filter { dropped[$0.key] == nil && isComparable(row, $0.key) }
      dropped[row] = best(kept, row, sequences)
    }
    return dropped
  }

  /// Near copies of a few sequences, over `vocabulary` different tokens, the low ones most common.
  static func sequences(
    _ count: Int, longest: Int, vocabulary: UInt32, _ random: inout Seeded
  ) -> TokenSequences {
    var sequences = TokenSequences()
    for index in 0..<count {
      if index > 0, Int.random(in: 0..<3, using: &random) > 0 {
        let source = Array(sequences[Int.random(in: 0..<index, using: &random)])
        sequences.append(edited(source, vocabulary, &random))
      } else {
        let length = Int.random(in: 0...longest, using: &random)
        sequences.append((0..<length).map { _ in token(vocabulary, &random) })
      }
    }
    return sequences
  }

  private static func token(_ vocabulary: UInt32, _ random: inout Seeded) -> UInt32 {
    let highest = UInt32.random(in: 0..<vocabulary, using: &random)
    return UInt32.random(in: 0...highest, using: &random)
  }

  private static func edited(
    _ source: [UInt32], _ vocabulary: UInt32, _ random: inout Seeded
  ) -> [UInt32] {
    var tokens = source
    for _ in 0..<Int.random(in: 0...(1 + source.count / 2), using: &random) {
      let place = Int.random(in: 0...tokens.count, using: &random)
      if Bool.random(using: &random), place < tokens.count {
        tokens.remove(at: place)
      } else {
        tokens.insert(token(vocabulary, &random), at: place)
      }
    }
    return tokens
  }
}

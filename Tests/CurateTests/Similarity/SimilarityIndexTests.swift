import Curate
import Testing

@Suite struct SimilarityIndexTests {
  static let thresholds = ["0", "0.3", "0.5", "0.65", "0.7", "0.8", "0.95", "1"]

  @Test(arguments: [
    (70, 12, 3), (70, 14, 30), (50, 40, 200), (20, 200, 25), (20, 200, 2000), (10, 900, 3000),
  ])
  func `online, batch and brute force agree at any threshold`(
    count: Int, longest: Int, vocabulary: UInt32
  ) throws {
    var random = Seeded(UInt64(count + longest))
    let sequences = BruteForce.sequences(
      count, longest: longest, vocabulary: vocabulary, &random)
    let overlaps = BruteForce.overlaps(sequences)
    for threshold in Self.thresholds {
      for ties in Ties.allCases {
        let cutoff = Cutoff(above: try Threshold(threshold), ties: ties)
        let pairs = BruteForce.pairs(sequences, overlaps, cutoff)
        expectOnline(sequences, cutoff, pairs)
        expectKeepFirst(sequences, cutoff, pairs)
      }
    }
  }

  /// Above 2,048 records most of them are in lists that are sorted; 32 tokens and more are looked up
  /// by two matches.
  @Test(arguments: [(6000, 10, 40), (3000, 45, 12), (3000, 45, 3000)])
  func `an index of thousands finds what brute force finds`(
    count: Int, longest: Int, vocabulary: UInt32
  ) {
    var random = Seeded(UInt64(count + longest))
    let sequences = BruteForce.sequences(
      count, longest: longest, vocabulary: vocabulary, &random)
    let cutoff = Cutoff(above: .selfInstruct)
    var index = SimilarityIndex(cutoff, expecting: sequences)
    for row in 0..<count { index.insert(Array(sequences[row]).span, id: row) }
    for _ in 0..<8 {
      let tokens = Array(sequences[Int.random(in: 0..<count, using: &random)])
      var expected: [Int: Int] = [:]
      for row in 0..<count {
        let lcs = BruteForce.lcs(sequences[row], tokens[...])
        let isAbove = BruteForce.isAbove(cutoff, lcs, sequences[row].count, tokens.count)
        if lcs > 0, isAbove { expected[row] = lcs }
      }
      #expect(matches(&index, tokens) == expected)
    }
  }

  private func expectOnline(
    _ sequences: TokenSequences, _ cutoff: Cutoff, _ pairs: [[Int: Int]]
  ) {
    var fresh = SimilarityIndex(cutoff)
    var informed = SimilarityIndex(cutoff, expecting: sequences)
    for row in 0..<sequences.count {
      let tokens = Array(sequences[row])
      #expect(matches(&fresh, tokens) == pairs[row])
      #expect(matches(&informed, tokens) == pairs[row])
      let best = fresh.best(for: tokens.span)
      #expect(best?.id == BruteForce.best(pairs[row], row, sequences))
      #expect(best == informed.best(for: tokens.span))
      fresh.insert(tokens.span, id: row)
      informed.insert(tokens.span, id: row)
    }
  }

  private func matches(_ index: inout SimilarityIndex, _ tokens: [UInt32]) -> [Int: Int] {
    var found: [Int: Int] = [:]
    index.forEachMatch(for: tokens.span) {
      #expect(found.updateValue($0.lcs, forKey: $0.id) == nil)
      #expect($0.length == tokens.count)
    }
    return found
  }

  private func expectKeepFirst(
    _ sequences: TokenSequences, _ cutoff: Cutoff, _ pairs: [[Int: Int]]
  ) {
    let dropped = BruteForce.keepFirst(sequences, pairs)
    let findings = NearDuplicates(cutoff).findings(in: sequences)
    #expect(Dictionary(uniqueKeysWithValues: findings.map { ($0.index, $0.witness) }) == dropped)
    for finding in findings {
      #expect(finding.lcs == pairs[finding.index][finding.witness])
      #expect(finding.length == sequences[finding.index].count)
      #expect(finding.witnessLength == sequences[finding.witness].count)
    }
  }

  @Test func `a sequence without tokens is nobody's near-duplicate`() throws {
    var index = SimilarityIndex(Cutoff(above: try Threshold("0")))
    let (empty, one): ([UInt32], [UInt32]) = ([], [1])
    index.insert(empty.span, id: 1, labels: 1)
    #expect(index.best(for: empty.span) == nil)
    #expect(index.best(for: one.span) == nil)
    #expect(index.labels(near: empty.span) == 0)
    #expect(index.insertUnlessMatched(empty.span, id: 2) == nil)
  }

  @Test func `a match scores as ROUGE-L`() {
    let (old, new): ([UInt32], [UInt32]) = ([1, 2, 3, 4], [1, 2, 3, 5, 4])
    var index = SimilarityIndex(Cutoff(above: .selfInstruct))
    index.insert(old.span, id: 10)
    #expect(index.best(for: new.span)?.score == Rouge.scoreL(old, new))
    #expect(index.best(for: new.span)?.id == 10)
    #expect(index.best(for: new.span, where: { $0 != 10 }) == nil)
  }

  @Test func `sequences beyond 65,535 tokens are found`() {
    let long = (0..<70_000).map { UInt32($0 / 70) }
    var index = SimilarityIndex(Cutoff(above: .selfInstruct))
    index.insert(long.span, id: 1)
    let (shorter, shortest) = (Array(long.prefix(66_000)), Array(long.prefix(36_000)))
    #expect(index.best(for: shorter.span)?.lcs == 66_000)
    #expect(index.best(for: shortest.span) == nil)
    let half = Array(long.prefix(40_000))
    #expect(index.best(for: half.span)?.lcs == 40_000)
    index.insert(half.span, id: 2)
    #expect(index.best(for: half.span)?.id == 2)
  }
}

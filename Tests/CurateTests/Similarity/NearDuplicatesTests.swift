import TestSupport
import Testing

@testable import Curate

@Suite struct NearDuplicatesTests {
  @Test func `a dropped sequence is no witness`() {
    // A and C are too far apart; B, between them, is dropped for A.
    let findings = findings([Array(1...10), Array(3...12), Array(5...14)])
    #expect(findings.map(\.index) == [1])
    #expect(findings.first?.witness == 0)
    #expect(findings.first?.lcs == 8)
  }

  @Test func `copies are dropped for the first one`() {
    let findings = findings(Array(repeating: [1, 2, 3], count: 1000))
    #expect(findings.count == 999)
    #expect(findings.allSatisfy { $0.witness == 0 && $0.lcs == 3 })
  }

  @Test func `the witness is the closest kept one`() {
    let findings = findings([Array(1...10), Array(5...14), Array(4...13)])
    #expect(findings.map(\.witness) == [1])
  }

  @Test func `pairs that are not comparable are spared, copies too`() {
    let sequences: [[UInt32]] = [[1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3, 4]]
    #expect(findings(sequences) { _, _ in false }.isEmpty)
    let findings = findings(sequences) { later, earlier in later - earlier > 1 }
    #expect(findings.map(\.index) == [2, 3])
    #expect(findings.map(\.witness) == [0, 0])
  }

  @Test func `agrees with brute force when pairs are excluded`() {
    let cutoff = Cutoff(above: .selfInstruct)
    var random = Seeded(7)
    let sequences = BruteForce.sequences(150, longest: 12, vocabulary: 6, &random)
    let pairs = BruteForce.pairs(sequences, BruteForce.overlaps(sequences), cutoff)
    let dropped = BruteForce.keepFirst(sequences, pairs) { ($0 + $1) % 3 != 0 }
    let findings = NearDuplicates(cutoff).findings(
      in: sequences, comparable: { ($0 + $1) % 3 != 0 })
    #expect(Dictionary(uniqueKeysWithValues: findings.map { ($0.index, $0.witness) }) == dropped)
  }

  @Test func `progress is told, and can end the work`() {
    struct Enough: Error {}
    var sequences = TokenSequences()
    for index in 0..<5000 { sequences.append([UInt32(index)]) }
    var steps: [Int] = []
    #expect(throws: Enough.self) {
      try NearDuplicates(Cutoff(above: .selfInstruct)).findings(
        in: sequences,
        progress: {
          steps.append($0)
          if $0 > 3000 { throw Enough() }
        })
    }
    #expect(steps == [4096])
  }

  /// Threads only look things up; blocks of 7 make them do it in small inputs.
  @Test(arguments: [1, 2, 5], Effort.seeds(2, long: 200))
  func `threads and blocks change nothing`(threads: Int, seed: UInt64) throws {
    var random = Seeded(seed)
    let sequences = BruteForce.sequences(
      100, longest: 14, vocabulary: seed.isMultiple(of: 2) ? 6 : 40, &random)
    let overlaps = BruteForce.overlaps(sequences)
    for threshold in ["0.3", "0.5", "0.65", "0.7", "0.8", "0.95"] {
      let cutoff = Cutoff(above: try Threshold(threshold))
      let pairs = BruteForce.pairs(sequences, overlaps, cutoff)
      for spared in [0, 3] {
        var search = NearDuplicates(cutoff, threads: threads)
        search.blockRows = 7
        let findings = search.findings(
          in: sequences, comparable: spared == 0 ? nil : { ($0 + $1) % spared != 0 })
        let expected = BruteForce.keepFirst(sequences, pairs) {
          spared == 0 || ($0 + $1) % spared != 0
        }
        #expect(
          Dictionary(uniqueKeysWithValues: findings.map { ($0.index, $0.witness) }) == expected)
      }
    }
  }

  /// Texts of up to 2,000 tokens, with repeated tokens, in three scripts.
  @Test(arguments: Tokenizer.allCases, Effort.seeds(1, long: 60))
  func `every tokenizer's tokens are compared exactly`(tokenizer: Tokenizer, seed: UInt64) throws {
    var random = Seeded(seed)
    let ids = BruteForce.sequences(4, longest: 2000, vocabulary: 30, &random)
    let shorter = BruteForce.sequences(50, longest: 12, vocabulary: 30, &random)
    let syllables = ["go", "la ", "ti", "mé ", "の", "日", "か", "한", "국 ", "x1 "]
    var (sequences, vocabulary) = (TokenSequences(), Vocabulary())
    for index in 0..<(ids.count + shorter.count) {
      let source = index < ids.count ? ids[index] : shorter[index - ids.count]
      let text = source.map { "\(syllables[Int($0) % syllables.count])\($0 / 10) " }.joined()
      sequences.append(text, by: tokenizer, in: &vocabulary)
    }
    let overlaps = BruteForce.overlaps(sequences)
    for threshold in ["0.3", "0.7", "0.95"] {
      for ties in Ties.allCases {
        let cutoff = Cutoff(above: try Threshold(threshold), ties: ties)
        let pairs = BruteForce.pairs(sequences, overlaps, cutoff)
        var search = NearDuplicates(cutoff, threads: 2)
        search.blockRows = 9
        let found = search.findings(in: sequences).map { ($0.index, $0.witness) }
        #expect(
          Dictionary(uniqueKeysWithValues: found) == BruteForce.keepFirst(sequences, pairs))
      }
    }
  }

  @Test func `a pool that is kept unseen is compared with, and what comes after as always`() {
    var random = Seeded(3)
    let sequences = BruteForce.sequences(120, longest: 12, vocabulary: 8, &random)
    let cutoff = Cutoff(above: .selfInstruct)
    let pairs = BruteForce.pairs(sequences, BruteForce.overlaps(sequences), cutoff)
    let expected = BruteForce.keepFirst(sequences, pairs) { later, _ in later >= 50 }
    let findings = NearDuplicates(cutoff).findings(in: sequences, keeping: 50) { (_: Int) in }
    #expect(Dictionary(uniqueKeysWithValues: findings.map { ($0.index, $0.witness) }) == expected)
    #expect(findings.contains { $0.witness < 50 } && findings.allSatisfy { $0.index >= 50 })
  }

  @Test(arguments: [1, 2]) func `equal texts over many blocks have one witness`(threads: Int) {
    var sequences = TokenSequences()
    for _ in 0..<9000 { sequences.append([3, 1, 4, 1, 5]) }
    let findings = NearDuplicates(Cutoff(above: .selfInstruct), threads: threads).findings(
      in: sequences)
    #expect(findings.count == 8999)
    #expect(findings.allSatisfy { $0.witness == 0 && $0.lcs == 5 })
  }

  private func findings(
    _ sequences: [[UInt32]], comparable: ((Int, Int) -> Bool)? = nil
  ) -> [NearDuplicates.Finding] {
    var all = TokenSequences()
    for sequence in sequences { all.append(sequence) }
    return NearDuplicates(Cutoff(above: .selfInstruct)).findings(in: all, comparable: comparable)
  }
}

import Curate
import Testing

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
    var dropped: [Int: Int] = [:]
    for row in 0..<sequences.count {
      let kept = pairs[row].filter { dropped[$0.key] == nil && (row + $0.key) % 3 != 0 }
      dropped[row] = BruteForce.best(kept, row, sequences)
    }
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
    #expect(steps == [1024, 2048, 3072])
  }

  private func findings(
    _ sequences: [[UInt32]], comparable: ((Int, Int) -> Bool)? = nil
  ) -> [NearDuplicates.Finding] {
    var all = TokenSequences()
    for sequence in sequences { all.append(sequence) }
    return NearDuplicates(Cutoff(above: .selfInstruct)).findings(in: all, comparable: comparable)
  }
}

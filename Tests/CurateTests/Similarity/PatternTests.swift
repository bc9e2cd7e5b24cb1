import Testing

@testable import Curate

@Suite struct PatternTests {
  @Test func `the bit-parallel LCS is the table's, for any lengths and cutoffs`() {
    var random = Seeded(1)
    var pattern = Pattern()
    for _ in 0..<60 {
      let vocabulary = UInt32.random(in: 1...60, using: &random)
      let sequences = BruteForce.sequences(6, longest: 200, vocabulary: vocabulary, &random)
      let first = Array(sequences[0])
      pattern.load(first.span)
      for index in 1..<sequences.count {
        let other = Array(sequences[index])
        let lcs = BruteForce.lcs(first[...], other[...])
        let cutoff = Int.random(in: 0...(lcs + 3), using: &random)
        let found = pattern.commonSubsequence(other.span, atLeast: cutoff)
        #expect(cutoff <= lcs ? found == lcs : found < cutoff)
        #expect(pattern.commonSubsequence(other.span, atLeast: lcs) == lcs)
      }
    }
  }
}

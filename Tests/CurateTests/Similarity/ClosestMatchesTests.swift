import Curate
import Testing

@Suite struct ClosestMatchesTests {
  @Test(arguments: ["0.3", "0.7"], [1, 3])
  func `the closest of a pool is found, as by brute force`(threshold: String, threads: Int) throws {
    var random = Seeded(5)
    let all = BruteForce.sequences(110, longest: 12, vocabulary: 9, &random)
    var (pool, sequences) = (TokenSequences(), TokenSequences())
    for index in 0..<60 { pool.append(all[index]) }
    for index in 60..<110 { sequences.append(all[index]) }
    let cutoff = Cutoff(above: try Threshold(threshold))
    let pairs = BruteForce.pairs(all, BruteForce.overlaps(all), cutoff)
    let search = ClosestMatches(cutoff, threads: threads)
    let matches = search.matches(of: sequences, in: pool, where: { ($0 + $1) % 5 != 0 }) {
      (_: Int) in
    }
    for (row, match) in matches.enumerated() {
      let near = pairs[row + 60].filter { $0.key < 60 && (row + $0.key) % 5 != 0 }
      #expect(match?.id == BruteForce.best(near, row + 60, all))
      #expect(match?.lcs == match.flatMap { near[$0.id] })
    }
    #expect(matches.contains { $0 != nil })
  }
}

import Testing

@testable import Curate

@Suite struct NeighboursTests {
  @Test(arguments: ["0.3", "0.65", "0.9"], [3, 30] as [UInt32])
  func `labels are those of all earlier neighbours`(threshold: String, vocabulary: UInt32) throws {
    let cutoff = Cutoff(above: try Threshold(threshold))
    var random = Seeded(11)
    let sequences = BruteForce.sequences(120, longest: 15, vocabulary: vocabulary, &random)
    let pairs = BruteForce.pairs(sequences, BruteForce.overlaps(sequences), cutoff)
    for (threads, rows) in [(1, 4096), (2, 7)] {
      var neighbours = Neighbours(cutoff, threads: threads)
      neighbours.blockRows = rows
      var labels: [UInt64] = []
      neighbours.assign(sequences) { row, near in
        #expect(near == pairs[row].keys.reduce(0) { $0 | labels[$1] })
        let label: UInt64 = row % 7 == 0 ? 0 : 1 << UInt64(row % 5)
        labels.append(label)
        return label
      }
      #expect(labels.count == 120)
    }
  }
}

import Testing

@testable import Import

@Suite struct DigestCountsTests {
  /// A digest whose place in the table is `low`.
  private func digest(_ low: UInt8, _ high: UInt8 = 0) -> DigestCounts.Digest {
    DigestCounts.Digest(
      [high] + [UInt8](repeating: 0, count: 7) + [low] + [UInt8](repeating: 0, count: 7))
  }

  @Test func `each digest is counted for itself, also where places collide`() {
    var counts = DigestCounts()
    #expect(counts.add(digest(1)) == 0)
    #expect(counts.add(digest(1, 1)) == 0)
    #expect(counts.add(digest(2)) == 0)
    #expect(counts.add(digest(1)) == 1)
    #expect(counts.add(digest(1, 1)) == 1)
    #expect(counts.add(digest(0)) == 0)
    #expect(counts.add(digest(1)) == 2)
  }

  @Test func `counts outlast the growth of the table`() {
    var counts = DigestCounts()
    for round in 0..<3 as Range<UInt32> {
      for high in 0...255 as ClosedRange<UInt8> {
        for low in 0..<20 as Range<UInt8> { #expect(counts.add(digest(low, high)) == round) }
      }
    }
  }
}

import TestSupport
import Testing

@testable import Generate

/// Numbers spread evenly over parts.
@Suite struct SpreadTests {
  @Test(arguments: Effort.seeds(40, long: 2000))
  func `parts are even within their limits, and a larger total takes nothing from any`(
    seed: UInt64
  ) {
    var random = SplitMix64(seed: "spread \(seed)")
    let limits = (0..<Int.random(in: 0...9, using: &random)).map { _ in
      Bool.random(using: &random) ? Int.max : Int.random(in: 0...12, using: &random)
    }
    var before = limits.map { _ in 0 }
    for total in 0..<60 {
      let parts = Spread.even(total, limits: limits)
      let room = limits.contains(.max) ? Int.max : limits.reduce(0, +)
      #expect(parts.reduce(0, +) == min(total, room))
      #expect(zip(parts, limits).allSatisfy { $0 <= $1 })
      // Whoever has less than another has all it can have, or is the next in turn.
      let open = zip(parts, limits).filter { $0 < $1 }.map(\.0)
      #expect((parts.max() ?? 0) - (open.min() ?? parts.max() ?? 0) <= 1)
      #expect(zip(parts, before).allSatisfy { $0 >= $1 }, "\(limits) \(total)")
      before = parts
    }
  }

  @Test func `what does not divide goes to the first`() {
    #expect(Spread.even(8, limits: [.max, .max, .max]) == [3, 3, 2])
    #expect(Spread.even(8, limits: [.max, 1, .max]) == [4, 1, 3])
    #expect(Spread.even(8, limits: []) == [])
  }
}

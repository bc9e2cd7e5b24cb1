import Base
import Testing

@testable import Generate

/// Our own randomness, which must be the same on every machine and for ever.
@Suite struct SeededGeneratorTests {
  private let key = Key(of: ["a"])

  private func generator(_ purpose: String = "p", seed: Int = 1) -> SeededGenerator {
    SeededGenerator(seed: seed, key: key, purpose: purpose)
  }

  /// The values come from a SplitMix64 written in Python from the paper, which gives the
  /// published 6457827717110365317 for 1234567; the seed is the first 16 digits of the key of ("draw 1", seed, key, purpose).
  @Test func `the numbers are those of an independent SplitMix64`() {
    var fixed = generator()
    #expect((0..<4).map { _ in fixed.next() } == Self.expected)
  }

  private static let expected: [UInt64] = [
    0x22AA72165F5B1421, 0xE9A79A83BAAC98AF,
    0xF4557472BCDDDB67, 0x7840A66CBAF9CB82,
  ]

  @Test func `seed, key and purpose each decide`() {
    var firsts: Set<UInt64> = []
    for seed in 0..<3 {
      for purpose in ["p", "q"] {
        var own = generator(purpose, seed: seed)
        firsts.insert(own.next())
        var other = SeededGenerator(seed: seed, key: Key(of: ["b"]), purpose: purpose)
        firsts.insert(other.next())
      }
    }
    #expect(firsts.count == 12)
  }

  @Test(arguments: [1, 2, 3, 7, 10]) func `numbers below a bound are equally likely`(bound: Int) {
    var random = generator()
    var counts = Array(repeating: 0, count: bound)
    let draws = 20_000
    for _ in 0..<draws { counts[random.below(bound)] += 1 }
    let mean = Double(draws) / Double(bound)
    // Chi-squared with up to 9 degrees of freedom: above 30 once in 2,000 seeds; ours is fixed.
    let chiSquared = counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) / mean }
    #expect(chiSquared < 30)
  }

  @Test func `each subset is equally likely, ascending and without repeats`() {
    var random = generator("subsets")
    var counts: [[Int]: Int] = [:]
    for _ in 0..<10_000 { counts[random.subset(2, below: 5), default: 0] += 1 }
    #expect(counts.count == 10)
    #expect(counts.keys.allSatisfy { $0[0] < $0[1] && $0[1] < 5 })
    #expect(counts.values.allSatisfy { (880...1120).contains($0) })
    #expect(random.subset(5, below: 5) == [0, 1, 2, 3, 4])
    #expect(random.subset(0, below: 5) == [])
  }

  @Test func `fractions lie from 0 up to but without 1`() {
    var random = generator()
    let fractions = (0..<10_000).map { _ in random.fraction() }
    #expect(fractions.allSatisfy { (0..<1).contains($0) })
    let mean = fractions.reduce(0, +) / 10_000
    #expect((0.49...0.51).contains(mean))
  }
}

import Curate
import Foundation

/// SplitMix64: the same numbers every time.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A token, the low ones most common, as words are.
  mutating func word(of vocabulary: UInt32) -> UInt32 {
    UInt32(pow(Double(vocabulary) + 1, Double.random(in: 0..<1, using: &self))) - 1
  }

  /// A sequence of such tokens.
  mutating func words(_ count: Int, of vocabulary: UInt32) -> [UInt32] {
    (0..<count).map { _ in word(of: vocabulary) }
  }
}

/// Inputs that a join could be slow for, with their full size.
let shapes: [(name: String, size: Int, make: @Sendable (Int, inout Seeded) -> [UInt32])] = [
  (
    "template with one word changed", 100_000,
    { index, _ in (0..<16).map { $0 == 7 ? UInt32(100 + index) : $0 } }
  ),
  ("identical texts", 100_000, { _, _ in Array(0..<16) }),
  ("texts of 2,000 tokens", 10_000, { _, random in random.words(2000, of: 50_000) }),
  (
    "vocabulary of 100 tokens", 100_000,
    { _, random in random.words(Int.random(in: 5...20, using: &random), of: 100) }
  ),
]

/// Times each shape at half and at full size; the exponent is of the growth between the two.
func cliffs() throws {
  for shape in shapes {
    var (times, dropped) = ([Double](), 0)
    for size in [shape.size / 2, shape.size] {
      var random = Seeded(state: 1)
      var sequences = TokenSequences()
      for index in 0..<size { sequences.append(shape.make(index, &random)) }
      let clock = Clock()
      dropped = NearDuplicates(Cutoff(above: .selfInstruct)).findings(in: sequences).count
      times.append(clock.processorSeconds)
    }
    try print([
      "shape": shape.name, "rows": shape.size, "dropped": dropped, "half_cpu_s": rounded(times[0]),
      "full_cpu_s": rounded(times[1]), "exponent": rounded(log2(times[1] / times[0])),
      "peak_mb": Clock.peak,
    ])
  }
}

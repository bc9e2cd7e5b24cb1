internal import Base

/// SplitMix64 (Steele, Lea and Flood 2014): the same draws on every machine.
///
/// Each purpose below each parent has a generator of its own, so that a larger count extends a
/// shorter one and another discipline moves nothing elsewhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// The generator for a `purpose` below the artifact with `key`.
  init(seed: Int, key: Key, purpose: String) {
    let digits = Key(of: ["draw 1", String(seed), key.text, purpose]).text.prefix(16)
    state = UInt64(digits, radix: 16) ?? 0
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound` - 1, each equally likely (Lemire 2019, without the short cut).
  ///
  /// Written out, because the standard library may change how its own draws.
  mutating func below(_ bound: Int) -> Int {
    let bound = UInt64(max(bound, 1))
    let least = (0 &- bound) % bound
    while true {
      let product = next().multipliedFullWidth(by: bound)
      if product.low >= least { return Int(product.high) }
    }
  }

  /// A number from 0 up to but without 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// `count` different numbers below `bound`, ascending, each set equally likely (Floyd).
  mutating func subset(_ count: Int, below bound: Int) -> [Int] {
    var chosen: Set<Int> = []
    for last in (bound - count)..<bound {
      let candidate = below(last + 1)
      chosen.insert(chosen.contains(candidate) ? last : candidate)
    }
    return chosen.sorted()
  }
}

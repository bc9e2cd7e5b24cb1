/// The parities of a sequence's elements in 512 bits: what 64 are too few for in longer texts.
struct WideSignature: BitwiseCopyable, Sendable {
  /// The tokens from which a sequence has one.
  static let shortest = 24

  private var words = SIMD8<UInt64>()

  init() {}

  /// The parities of the elements `probe` was prepared with.
  init(of probe: borrowing Probe) {
    for place in 0..<probe.length {
      let rank = probe.rank(place)
      words[Int(rank >> 6 & 7)] ^= 1 << UInt64(rank & 63)
    }
  }

  /// In how many bits the two differ: at most the number of elements that one sequence has and the
  /// other has not.
  func difference(_ other: WideSignature) -> Int {
    let bits = words ^ other.words
    return (0..<8).reduce(0) { $0 + bits[$1].nonzeroBitCount }
  }
}

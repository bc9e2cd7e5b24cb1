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
  @inline(__always)
  func difference(_ other: WideSignature) -> Int {
    // Counts the bits of each byte, then adds the words: at most 64 in a byte, 512 in all.
    var bits = words ^ other.words
    bits = bits &- (bits &>> 1 & 0x5555_5555_5555_5555)
    bits = (bits & 0x3333_3333_3333_3333) &+ (bits &>> 2 & 0x3333_3333_3333_3333)
    bits = (bits &+ bits &>> 4) & 0x0F0F_0F0F_0F0F_0F0F
    let bytes = bits.wrappedSum()
    let pairs = (bytes & 0x00FF_00FF_00FF_00FF) &+ (bytes &>> 8 & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
  }
}

/// A part of the parities of a sequence's elements, 512 bits: what 64 are too few for in longer texts.
///
/// Sequences of more than 127 tokens have several, always a power of two. A longer signature, folded,
/// is the shorter one, so that any two can be compared.
struct WideSignature: BitwiseCopyable, Sendable {
  /// The tokens from which a sequence has one.
  static let shortest = 24

  private var words = SIMD8<UInt64>()

  /// How many parts the signature of a sequence of `length` tokens has: at least four bits a token,
  /// as with fewer unrelated sequences that share their common words would not differ enough.
  static func count(of length: Int) -> Int {
    guard length >= shortest else { return 0 }
    var count = 1
    while count < 64, count * 128 <= length { count *= 2 }
    return count
  }

  /// Adds the parities of the elements with these keys, see ``Probe``, to `signature`.
  static func append(
    _ keys: UnsafeBufferPointer<UInt64>, to signature: inout Buffer<WideSignature>
  ) {
    let (start, count) = (signature.count, count(of: keys.count))
    signature.extend(to: start + count, with: WideSignature())
    guard count > 0 else { return }
    for key in keys {
      let rank = Int(key >> 32)
      signature.base[start + (rank >> 9 & (count - 1))].toggle(rank)
    }
  }

  /// In how many bits the two differ: at most the number of elements that one sequence has and the
  /// other has not.
  @inline(__always)
  static func difference(
    _ left: UnsafeBufferPointer<WideSignature>, _ right: UnsafeBufferPointer<WideSignature>
  ) -> Int {
    let (long, short) = left.count > right.count ? (left, right) : (right, left)
    var difference = 0
    for part in short.indices {
      var words = short[part].words
      for other in stride(from: part, to: long.count, by: short.count) {
        words ^= long[other].words
      }
      difference += bits(words)
    }
    return difference
  }

  private mutating func toggle(_ rank: Int) {
    words[rank >> 6 & 7] ^= 1 << UInt64(rank & 63)
  }

  /// How many bits are set: counts those of each byte, then adds the words, at most 64 in a byte.
  @inline(__always)
  private static func bits(_ words: SIMD8<UInt64>) -> Int {
    var bits = words
    bits = bits &- (bits &>> 1 & 0x5555_5555_5555_5555)
    bits = (bits & 0x3333_3333_3333_3333) &+ (bits &>> 2 & 0x3333_3333_3333_3333)
    bits = (bits &+ bits &>> 4) & 0x0F0F_0F0F_0F0F_0F0F
    let bytes = bits.wrappedSum()
    let pairs = (bytes & 0x00FF_00FF_00FF_00FF) &+ (bytes &>> 8 & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
  }
}

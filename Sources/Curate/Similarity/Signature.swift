/// Parities of elements: each element belongs to one of 64 bits, which says whether there is an odd
/// number of them.
///
/// Where two signatures differ in a bit, one sequence has an element that the other has not. So they
/// differ in at most as many bits as there are such elements.
struct Signature: BitwiseCopyable, Sendable {
  private(set) var bits: UInt64 = 0

  init() {}

  /// Adds `element`, or takes it away.
  @inline(__always)
  mutating func toggle(_ element: UInt32) { bits ^= 1 &<< UInt64((element &* 0x9E37_79B1) >> 26) }

  /// In how many bits the two differ.
  @inline(__always)
  func difference(_ other: Signature) -> Int { (bits ^ other.bits).nonzeroBitCount }
}

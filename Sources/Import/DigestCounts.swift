/// Counts how often each digest came.
///
/// A digest's bits are as good as random, so they are their own place in the table (open
/// addressing, at most half full); hashing them again would cost more than the rest.
struct DigestCounts {
  /// The first 16 bytes of a SHA-256.
  struct Digest: Equatable {
    let high: UInt64
    let low: UInt64

    init(_ bytes: [UInt8]) {
      (high, low) = bytes.withUnsafeBytes {
        ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      }
    }
  }

  private struct Slot {
    var digest: Digest
    var count: UInt32
  }

  private var slots: [Slot] = []
  private var used = 0

  /// Adds one; the result is how often it came before.
  mutating func add(_ digest: Digest) -> UInt32 {
    if used * 2 >= slots.count { grow() }
    let place = place(of: digest)
    defer { slots[place].count += 1 }
    guard slots[place].count == 0 else { return slots[place].count }
    slots[place].digest = digest
    used += 1
    return 0
  }

  /// Where `digest` is, or belongs.
  private func place(of digest: Digest) -> Int {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: digest.low) & mask
    while slots[place].count > 0, slots[place].digest != digest { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let old = slots
    let free = Slot(digest: Digest([UInt8](repeating: 0, count: 16)), count: 0)
    slots = Array(repeating: free, count: max(1024, old.count * 2))
    for slot in old where slot.count > 0 { slots[place(of: slot.digest)] = slot }
  }
}

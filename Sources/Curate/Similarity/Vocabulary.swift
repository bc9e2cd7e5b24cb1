/// Numbers for tokens: equal tokens have equal ids, counted from 0 in the order of their first use.
///
/// A token that was seen before costs one hash of its bytes and one comparison, no allocation.
public struct Vocabulary: Sendable {
  /// The UTF-8 of all tokens, one after the other.
  private var bytes: [UInt8] = []
  /// Where each token ends in `bytes`.
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Open addressing: id + 1, or 0 where free; a power of two, at most half full.
  private var slots = [UInt32](repeating: 0, count: 1024)

  /// A vocabulary without tokens.
  public init() {}

  /// How many different tokens were seen.
  public var count: Int { ends.count }

  /// An id that no token has so far.
  var unknown: UInt32 { UInt32(ends.count) }

  /// The token that got `id`.
  public func token(_ id: UInt32) -> String {
    String(decoding: bytes[range(of: Int(id))], as: UTF8.self)
  }

  /// The id of the token with these UTF-8 bytes, a new one the first time.
  public mutating func id(of token: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let hash = Self.hash(token)
    let (slot, id) = find(token, hash)
    return id ?? add(token, hash, at: slot)
  }

  /// The id of the token that has `id` in `other`, a new one the first time.
  mutating func id(of id: UInt32, in other: Vocabulary) -> UInt32 {
    other.bytes[other.range(of: Int(id))].withUnsafeBufferPointer { self.id(of: $0) }
  }

  /// The id of the token with these UTF-8 bytes if it has one.
  public func known(_ token: UnsafeBufferPointer<UInt8>) -> UInt32? {
    find(token, Self.hash(token)).id
  }

  /// The ids of the tokens of `text`, in order.
  public mutating func ids(in text: String, by tokenizer: Tokenizer) -> [UInt32] {
    var ids: [UInt32] = []
    tokenizer.forEachToken(in: text) { ids.append(id(of: $0)) }
    return ids
  }

  /// The token's id, or the free slot for it.
  @inline(__always)
  private func find(
    _ token: UnsafeBufferPointer<UInt8>, _ hash: UInt64
  ) -> (slot: Int, id: UInt32?) {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let id = slots[slot] - 1
      if hashes[Int(id)] == hash, equals(Int(id), token) { return (slot, id) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (slot, nil)
  }

  private mutating func add(
    _ token: UnsafeBufferPointer<UInt8>, _ hash: UInt64, at slot: Int
  ) -> UInt32 {
    let id = UInt32(ends.count)
    bytes.append(contentsOf: token)
    ends.append(bytes.count)
    hashes.append(hash)
    slots[slot] = id + 1
    if ends.count * 2 > slots.count { grow() }
    return id
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for (id, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(id) + 1
    }
  }

  private func range(of id: Int) -> Range<Int> { (id == 0 ? 0 : ends[id - 1])..<ends[id] }

  private func equals(_ id: Int, _ token: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = range(of: id)
    guard range.count == token.count else { return false }
    for (offset, index) in range.enumerated() where bytes[index] != token[offset] { return false }
    return true
  }

  /// FNV-1a with a final mix, so that the low bits depend on every byte.
  private static func hash(_ token: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in token { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return (hash ^ hash >> 32) &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 29
  }
}

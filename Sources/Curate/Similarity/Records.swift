/// The sequences an index holds.
///
/// Equal ones are one record with several members, so that a thousand copies of a text cost one
/// comparison.
struct Records: ~Copyable {
  /// Stands for no record or member.
  static let none = UInt32.max

  private var tokens = Buffer<UInt32>()
  private var ends = Buffer<Int>()
  private var hashes = Buffer<UInt64>()
  private var signatures = Buffer<WideSignature>()
  /// Where in `signatures` that of each record ends.
  private var signatureEnds = Buffer<Int>()
  /// For every record the elements of its prefix, one record after the other.
  private var prefixes = Buffer<UInt32>()
  private var prefixEnds = Buffer<Int>()
  private var parities = Buffer<Signature>()
  private var slots = Buffer<UInt32>()
  /// What was said of the members of each record, merged.
  private var labels = Buffer<UInt64>()
  private var firstMembers = Buffer<UInt32>()
  private var lastMembers = Buffer<UInt32>()
  private var nextMembers = Buffer<UInt32>()
  private var ids = Buffer<Int>()
  /// The tokens of the longest sequence.
  private(set) var longest = 0

  init() { slots.extend(to: 1024, with: Self.none) }

  /// How many different sequences there are.
  var count: Int { ends.count }

  /// How many tokens `record` has.
  @inline(__always)
  func length(_ record: UInt32) -> Int { ends[Int(record)] - start(record) }

  /// The tokens of `record`; the pointer holds until the next insertion.
  @inline(__always)
  func tokens(of record: UInt32) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: tokens.base + start(record), count: length(record))
  }

  /// The wide signature of `record`, empty for a short one; the pointer holds until the next
  /// insertion.
  @inline(__always)
  func signature(of record: UInt32) -> UnsafeBufferPointer<WideSignature> {
    let start = record == 0 ? 0 : signatureEnds[Int(record) - 1]
    return UnsafeBufferPointer(
      start: signatures.base + start, count: signatureEnds[Int(record)] - start)
  }

  /// Notes of the newest record what is looked for in `probe`, which was prepared with its tokens:
  /// the first `prefix` elements and the signatures.
  mutating func describe(by probe: borrowing Probe, prefix: Int) {
    WideSignature.append(probe.elements, to: &signatures)
    signatureEnds.append(signatures.count)
    parities.append(probe.signature)
    for place in 0..<prefix { prefixes.append(probe.element(place)) }
    prefixEnds.append(prefixes.count)
  }

  /// How long all prefixes are together.
  var prefixCount: Int { prefixes.count }

  /// The elements in the prefix of `record`, in their order.
  @inline(__always)
  func prefix(of record: UInt32) -> UnsafeBufferPointer<UInt32> {
    let start = record == 0 ? 0 : prefixEnds[Int(record) - 1]
    return UnsafeBufferPointer(
      start: prefixes.base + start, count: prefixEnds[Int(record)] - start)
  }

  /// The parities of all elements of `record`.
  @inline(__always)
  func parities(of record: UInt32) -> Signature { parities[Int(record)] }

  /// The labels of all members of `record` together.
  func labels(of record: UInt32) -> UInt64 { labels[Int(record)] }

  /// The record whose tokens are `sequence`, whose hash is `hash`.
  func find(_ sequence: Span<UInt32>, _ hash: UInt64) -> UInt32? {
    let record = slots[slot(of: sequence, hash)]
    return record == Self.none ? nil : record
  }

  /// Adds the member `id` to the record of `sequence`; returns the record and whether it is a new one.
  mutating func insert(
    _ sequence: Span<UInt32>, _ hash: UInt64, id: Int, labels added: UInt64
  ) -> (record: UInt32, isNew: Bool) {
    let slot = slot(of: sequence, hash)
    let known = slots[slot]
    let member = UInt32(ids.count)
    ids.append(id)
    nextMembers.append(Self.none)
    guard known == Self.none else {
      nextMembers[Int(lastMembers[Int(known)])] = member
      lastMembers[Int(known)] = member
      labels[Int(known)] |= added
      return (known, false)
    }
    return (add(sequence, hash, member, added, at: slot), true)
  }

  /// The first member of `record`, in the order of insertion, whose id `accepts`.
  @inline(__always)
  func member(of record: UInt32, where accepts: ((Int) -> Bool)?) -> (order: UInt32, id: Int)? {
    var member = firstMembers[Int(record)]
    guard let accepts else { return (member, ids[Int(member)]) }
    while member != Self.none {
      if accepts(ids[Int(member)]) { return (member, ids[Int(member)]) }
      member = nextMembers[Int(member)]
    }
    return nil
  }

  /// Calls `body` with the id of every member of `record`.
  func forEachMember(of record: UInt32, _ body: (Int) -> Void) {
    var member = firstMembers[Int(record)]
    while member != Self.none {
      body(ids[Int(member)])
      member = nextMembers[Int(member)]
    }
  }

  private mutating func add(
    _ sequence: Span<UInt32>, _ hash: UInt64, _ member: UInt32, _ added: UInt64, at slot: Int
  ) -> UInt32 {
    let record = UInt32(count)
    slots[slot] = record
    tokens.append(sequence)
    ends.append(tokens.count)
    hashes.append(hash)
    labels.append(added)
    firstMembers.append(member)
    lastMembers.append(member)
    longest = max(longest, sequence.count)
    if count * 2 > slots.count { grow() }
    return record
  }

  private mutating func grow() {
    let size = slots.count * 2
    slots.clear()
    slots.extend(to: size, with: Self.none)
    for record in 0..<count {
      var slot = Int(truncatingIfNeeded: hashes[record]) & (size - 1)
      while slots[slot] != Self.none { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt32(record)
    }
  }

  /// Where `sequence` is in the hash table, or would be.
  private func slot(of sequence: Span<UInt32>, _ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != Self.none, !equals(slots[slot], sequence, hash) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func equals(_ record: UInt32, _ sequence: Span<UInt32>, _ hash: UInt64) -> Bool {
    guard hashes[Int(record)] == hash, length(record) == sequence.count else { return false }
    let start = start(record)
    for index in sequence.indices where tokens[start + index] != sequence[unchecked: index] {
      return false
    }
    return true
  }

  @inline(__always)
  private func start(_ record: UInt32) -> Int { record == 0 ? 0 : ends[Int(record) - 1] }
}

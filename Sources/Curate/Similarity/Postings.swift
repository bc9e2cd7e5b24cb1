/// One mention of a stored sequence in the list of an element in its prefix.
struct Posting: BitwiseCopyable, Sendable {
  /// The parities of the sequence's elements, see ``Probe``.
  var signature: UInt64
  /// The sequence's number in the index.
  var record: UInt32
  /// Its tokens; 65,535 stands for that many or more.
  var length: UInt16
  /// The most tokens of a near-duplicate when this element is the first they share; capped likewise.
  var reach: UInt16
}

/// The inverted lists of the index: for every element, and every class of lengths, the sequences
/// whose prefix has it.
struct Postings: ~Copyable {
  /// Sequences below 8 tokens, four classes for every doubling, and the rest: each class has lists of
  /// its own, so that a text is hardly ever held against one of quite another length.
  static let classes = 32

  /// Where a list lies in `storage`.
  ///
  /// Not private: Swift 6.3.1 then crashes on the generic buffer of it.
  struct List: BitwiseCopyable, Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  /// The lists of an element stand side by side.
  private var lists = Buffer<List>()
  private var storage = Buffer<Posting>()
  /// Abandoned rooms, by the power of two that is their size.
  private var free: [[UInt32]] = Array(repeating: [], count: 32)

  /// The class of sequences of `length` tokens.
  @inline(__always)
  static func lengthClass(_ length: Int) -> Int {
    guard length >= 8 else { return 0 }
    let doublings = Int.bitWidth - 1 - length.leadingZeroBitCount
    return min(4 * doublings - 11 + (length >> (doublings - 2)) & 3, classes - 1)
  }

  /// The mentions in the list of `element` and `lengthClass`; the pointer holds until the next
  /// ``insert(_:element:)``.
  @inline(__always)
  func list(_ element: UInt32, _ lengthClass: Int) -> UnsafeBufferPointer<Posting> {
    let index = Int(element) * Self.classes + lengthClass
    guard index < lists.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    return UnsafeBufferPointer(
      start: storage.base + Int(lists[index].start), count: Int(lists[index].count))
  }

  /// Adds `posting` to the list of `element`.
  mutating func insert(_ posting: Posting, element: UInt32) {
    let index = Int(element) * Self.classes + Self.lengthClass(Int(posting.length))
    lists.extend(to: (Int(element) + 1) * Self.classes, with: List())
    if lists[index].count.nonzeroBitCount <= 1 { makeRoom(index) }
    storage[Int(lists[index].start + lists[index].count)] = posting
    lists[index].count += 1
  }

  /// Moves a list that fills its room, a power of two, into one of twice the size.
  private mutating func makeRoom(_ index: Int) {
    let list = lists[index]
    let size = list.count.trailingZeroBitCount
    guard list.count > 0 else { return lists[index].start = room(0) }
    let start = room(size + 1)
    for offset in 0..<list.count {
      storage[Int(start + offset)] = storage[Int(list.start + offset)]
    }
    free[size].append(list.start)
    lists[index].start = start
  }

  /// The start of a free room for 2^`size` postings.
  private mutating func room(_ size: Int) -> UInt32 {
    if let start = free[size].popLast() { return start }
    let start = storage.count
    let nothing = Posting(signature: 0, record: 0, length: 0, reach: 0)
    storage.extend(to: start + 1 << size, with: nothing)
    return UInt32(start)
  }
}

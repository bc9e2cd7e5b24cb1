internal import CMentions

/// One mention of a stored sequence in the list of an element in its prefix.
struct Posting: BitwiseCopyable, Sendable {
  /// The parities of the sequence's elements from this one on, see ``Probe``.
  var signature: Signature
  /// The sequence's number in the index.
  var record: UInt32
  /// Its tokens; 65,535 stands for that many or more.
  var length: UInt16
  /// How many of its elements come before this one; capped likewise.
  var place: UInt16
}

/// Inverted lists that grow: for every element the sequences whose prefix has it, as they came.
struct Postings: ~Copyable {
  /// Where a list lies in `storage`.
  ///
  /// Not private: Swift 6.3.1 then crashes on the generic buffer of it.
  struct List: BitwiseCopyable, Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0
  }

  private var lists = Buffer<List>()
  private var storage = Buffer<Posting>()
  /// The elements whose lists are not empty.
  private var used = Buffer<UInt32>()
  /// Abandoned rooms, by the power of two that is their size.
  private var free: [[UInt32]] = Array(repeating: [], count: 32)

  /// The mentions of `element`; the pointer holds until the next insertion.
  @inline(__always)
  func list(_ element: UInt32) -> UnsafeBufferPointer<Posting> {
    guard Int(element) < lists.count else { return UnsafeBufferPointer(start: nil, count: 0) }
    let list = lists[Int(element)]
    return UnsafeBufferPointer(start: storage.base + Int(list.start), count: Int(list.count))
  }

  /// Asks for where the mentions of `element` are.
  @inline(__always)
  func prefetch(_ element: UInt32) {
    if Int(element) < lists.count { seedbed_prefetch(lists.base + Int(element)) }
  }

  /// Adds all mentions of `record`, one of `records`.
  mutating func insert(_ record: UInt32, of records: borrowing Records) {
    let prefix = records.prefix(of: record)
    var posting = Posting(
      signature: records.parities(of: record), record: record,
      length: UInt16(clamping: records.length(record)), place: 0)
    for place in prefix.indices {
      posting.place = UInt16(clamping: place)
      insert(posting, element: prefix[place])
      posting.signature.toggle(prefix[place])
    }
  }

  /// Adds `posting` to the list of `element`.
  private mutating func insert(_ posting: Posting, element: UInt32) {
    let index = Int(element)
    lists.extend(to: index + 1, with: List())
    if lists[index].count == 0 { used.append(element) }
    if lists[index].count.nonzeroBitCount <= 1 { makeRoom(index) }
    storage[Int(lists[index].start + lists[index].count)] = posting
    lists[index].count += 1
  }

  /// Forgets everything and keeps the room.
  mutating func clear() {
    for index in 0..<used.count { lists[Int(used[index])] = List() }
    used.clear()
    storage.clear()
    for size in free.indices { free[size].removeAll(keepingCapacity: true) }
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
    let nothing = Posting(signature: Signature(), record: 0, length: 0, place: 0)
    storage.extend(to: start + 1 << size, with: nothing)
    return UInt32(start)
  }
}

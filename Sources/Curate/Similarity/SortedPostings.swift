internal import CMentions

/// Inverted lists that do not change, each by length and then by place, so that a probe skips what
/// it cannot need and reads the rest in order.
struct SortedPostings: ~Copyable {
  /// Where the list of each element starts; one more at the end.
  private var starts = Buffer<UInt32>()
  /// For every mention its length and place, its signature and its record: apart, because most
  /// mentions are passed over by their key.
  private var keys = Buffer<UInt32>()
  private var signatures = Buffer<Signature>()
  private var records = Buffer<UInt32>()

  init() {}

  /// The lists of the records from `first` on.
  init(of table: borrowing Records, from first: UInt32) {
    count(table, from: first)
    var next = Buffer<UInt32>()
    next.append(UnsafeBufferPointer(start: starts.base, count: starts.count).span)
    // Equally long sequences have prefixes of the same length: place by place they come in order.
    let sorted = Self.byLength(table, from: first)
    var start = 0
    while start < sorted.count {
      let length = table.length(sorted[start])
      var end = start
      while end < sorted.count, table.length(sorted[end]) == length { end += 1 }
      fill(sorted[start..<end], of: table, &next)
      start = end
    }
  }

  /// Writes the mentions of equally long `sequences`, each into the `next` free place of its list.
  private mutating func fill(
    _ sequences: ArraySlice<UInt32>, of table: borrowing Records, _ next: inout Buffer<UInt32>
  ) {
    guard let first = sequences.first else { return }
    var rests = sequences.map { table.parities(of: $0) }
    let length = UInt32(UInt16(clamping: table.length(first))) << 16
    for place in table.prefix(of: first).indices {
      let key = length | UInt32(UInt16(clamping: place))
      for (number, record) in sequences.enumerated() {
        let element = table.prefix(of: record)[place]
        let index = Int(next[Int(element)])
        (keys[index], signatures[index], records[index]) = (key, rests[number], record)
        next[Int(element)] += 1
        rests[number].toggle(element)
      }
    }
  }

  /// The lists of `older` with those of `newer`, which has later records.
  init(merging older: borrowing SortedPostings, _ newer: borrowing SortedPostings) {
    let elements = max(older.starts.count, newer.starts.count)
    allocate(older.keys.count + newer.keys.count)
    starts.extend(to: elements, with: 0)
    var next = 0
    for element in 0..<max(elements, 1) - 1 {
      starts[element] = UInt32(next)
      next = merge(older.list(UInt32(element)), newer.list(UInt32(element)), at: next)
    }
    if elements > 0 { starts[elements - 1] = UInt32(next) }
  }

  /// Writes both lists from `start` on, of equal keys the `left` one's first; returns the end.
  private mutating func merge(_ left: SortedList, _ right: SortedList, at start: Int) -> Int {
    var (next, taken) = (start, 0)
    for index in 0..<left.count {
      while taken < right.count, right.keys[taken] < left.keys[index] {
        set(next, right, taken)
        (next, taken) = (next + 1, taken + 1)
      }
      set(next, left, index)
      next += 1
    }
    for index in taken..<right.count { set(next + index - taken, right, index) }
    return next + right.count - taken
  }

  /// The mentions of `element`.
  @inline(__always)
  func list(_ element: UInt32) -> SortedList {
    guard Int(element) + 1 < starts.count else {
      return SortedList(
        count: 0, keys: keys.base, signatures: signatures.base, records: records.base)
    }
    let start = Int(starts[Int(element)])
    return SortedList(
      count: Int(starts[Int(element) + 1]) - start, keys: keys.base + start,
      signatures: signatures.base + start, records: records.base + start)
  }

  /// Asks for where the mentions of `element` are.
  @inline(__always)
  func prefetch(_ element: UInt32) {
    if Int(element) < starts.count { seedbed_prefetch(starts.base + Int(element)) }
  }

  private mutating func allocate(_ size: Int) {
    keys.extend(to: size, with: 0)
    signatures.extend(to: size, with: Signature())
    records.extend(to: size, with: 0)
  }

  @inline(__always)
  private mutating func set(_ index: Int, _ list: SortedList, _ other: Int) {
    keys[index] = list.keys[other]
    signatures[index] = list.signatures[other]
    records[index] = list.records[other]
  }

  /// Sets `starts` and makes room.
  private mutating func count(_ table: borrowing Records, from first: UInt32) {
    var size = 0
    for record in first..<UInt32(table.count) {
      for element in table.prefix(of: record) {
        starts.extend(to: Int(element) + 2, with: 0)
        starts[Int(element) + 1] += 1
        size += 1
      }
    }
    for index in 1..<max(starts.count, 1) { starts[index] += starts[index - 1] }
    allocate(size)
  }

  /// The records from `first` on, the shortest first, equally long ones in their order.
  private static func byLength(_ table: borrowing Records, from first: UInt32) -> [UInt32] {
    var keys: [UInt64] = []
    for record in first..<UInt32(table.count) {
      keys.append(UInt64(table.length(record)) << 32 | UInt64(record))
    }
    keys.sort()
    return keys.map { UInt32(truncatingIfNeeded: $0) }
  }
}

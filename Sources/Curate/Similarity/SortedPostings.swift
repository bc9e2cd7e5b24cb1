/// Inverted lists that do not change: one piece of memory, each list by length, so that a probe reads
/// little and in order.
struct SortedPostings: ~Copyable {
  /// Where the list of each element starts in `storage`; one more at the end.
  private var starts = Buffer<UInt32>()
  private var storage = Buffer<Posting>()

  init() {}

  /// The lists of all `records`.
  init(of records: borrowing Records) {
    count(records)
    let nothing = Posting(signature: 0, record: 0, length: 0, rest: 0)
    storage.extend(to: records.prefixCount, with: nothing)
    // What is placed first comes first in its list: shorter sequences, then earlier places.
    var next = Buffer<UInt32>()
    next.extend(to: starts.count, with: 0)
    for index in 0..<starts.count { next[index] = starts[index] }
    for record in Self.byLength(records) {
      records.forEachPosting(of: record) { element, posting in
        storage[Int(next[Int(element)])] = posting
        next[Int(element)] += 1
      }
    }
  }

  /// The mentions of `element`, the shortest sequences first.
  @inline(__always)
  func list(_ element: UInt32) -> UnsafeBufferPointer<Posting> {
    guard Int(element) + 1 < starts.count else {
      return UnsafeBufferPointer(start: nil, count: 0)
    }
    let start = Int(starts[Int(element)])
    return UnsafeBufferPointer(
      start: storage.base + start, count: Int(starts[Int(element) + 1]) - start)
  }

  /// Sets `starts`.
  private mutating func count(_ records: borrowing Records) {
    for record in 0..<UInt32(records.count) {
      for element in records.prefix(of: record) {
        starts.extend(to: Int(element) + 2, with: 0)
        starts[Int(element) + 1] += 1
      }
    }
    for index in 1..<max(starts.count, 1) { starts[index] += starts[index - 1] }
  }

  /// All records, the shortest first, equally long ones in their order.
  private static func byLength(_ records: borrowing Records) -> [UInt32] {
    let longest = min(records.longest, Int(UInt16.max))
    var ends = [Int](repeating: 0, count: longest + 2)
    for record in 0..<UInt32(records.count) {
      ends[min(records.length(record), longest) + 1] += 1
    }
    for length in 1..<ends.count { ends[length] += ends[length - 1] }
    var sorted = [UInt32](repeating: 0, count: records.count)
    for record in 0..<UInt32(records.count) {
      let length = min(records.length(record), longest)
      sorted[ends[length]] = record
      ends[length] += 1
    }
    return sorted
  }
}

extension UnsafeBufferPointer<Posting> {
  /// The part from the first sequence of at least `shortest` tokens on; the list is sorted.
  @inline(__always)
  func dropping(shorterThan shortest: Int) -> UnsafeBufferPointer<Posting> {
    guard count > 8 else { return self }
    let least = UInt16(clamping: shortest)
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle].length < least { low = middle + 1 } else { high = middle }
    }
    return UnsafeBufferPointer(rebasing: self[low...])
  }
}

internal import CMentions

/// The mentions of one element in ``SortedPostings``, by length and then by place.
struct SortedList: BitwiseCopyable {
  /// How many there are.
  let count: Int
  /// For each mention the sequence's tokens, in the upper half, and the place, see ``Posting``.
  let keys: UnsafePointer<UInt32>
  /// For each mention the parities of the sequence's elements from there on.
  let signatures: UnsafePointer<Signature>
  /// For each mention the sequence's number in the index.
  let records: UnsafePointer<UInt32>

  /// The first index from `start` on whose key is above `key`: by steps that double, and then
  /// halving the last one, as it is often near.
  @inline(__always)
  func index(above key: UInt32, from start: Int) -> Int {
    var (low, step) = (start, 1)
    while low + step <= count, keys[low + step - 1] <= key {
      low += step
      step *= 2
    }
    var high = min(low + step - 1, count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] <= key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The list without what comes up to `key`.
  @inline(__always)
  func dropping(keysUpTo key: UInt32) -> SortedList {
    let start = index(above: key, from: 0)
    return SortedList(
      count: count - start, keys: keys + start, signatures: signatures + start,
      records: records + start)
  }

  /// Asks for the keys that ``index(above:from:)`` steps on, from the start on.
  @inline(__always)
  func prefetchKeys() {
    var step = 1
    while step <= count {
      seedbed_prefetch(keys + (step - 1))
      step = max(step * 2, 32)
    }
  }

  /// Asks for the first mentions: as many as a probe looks at on average.
  @inline(__always)
  func prefetch() {
    for line in stride(from: 0, to: min(count, 32), by: 8) { seedbed_prefetch(signatures + line) }
    for line in stride(from: 0, to: min(count, 32), by: 16) { seedbed_prefetch(keys + line) }
  }
}

/// Safe: it only reads, and the lists do not change while a probe looks something up.
extension SortedList: @unchecked Sendable {}

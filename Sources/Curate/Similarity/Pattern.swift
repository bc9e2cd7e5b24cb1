/// One side of a longest-common-subsequence computation, ready to be compared with many others.
///
/// The bit-parallel recurrence of Hyyrö (2004) as RapidFuzz uses it: one bit for every token of the
/// pattern, `u = V & M[token]; V = (V + u) | (V - u)`; the LCS is the number of zero bits left in V.
/// Longer patterns take several words, and the addition carries from one to the next.
struct Pattern: ~Copyable {
  private(set) var length = 0
  private var words = 0
  /// For every token id, which row of `masks` says where the pattern has it; row 0 is empty.
  private var rows = Buffer<UInt32>()
  private var masks = Buffer<UInt64>()
  private var state = Buffer<UInt64>()
  private var tokens = Buffer<UInt32>()

  /// Makes `sequence` the pattern instead of the one before.
  mutating func load(_ sequence: Span<UInt32>) {
    unload()
    length = sequence.count
    words = max(1, (length + 63) / 64)
    masks.extend(to: words, with: 0)
    state.extend(to: words, with: 0)
    for position in 0..<length { mark(sequence[position], at: position) }
    tokens.append(sequence)
  }

  private mutating func unload() {
    for index in 0..<tokens.count { rows[Int(tokens[index])] = 0 }
    tokens.clear()
    masks.clear()
    state.clear()
  }

  private mutating func mark(_ token: UInt32, at position: Int) {
    rows.extend(to: Int(token) + 1, with: 0)
    if rows[Int(token)] == 0 {
      rows[Int(token)] = UInt32(truncatingIfNeeded: masks.count / words)
      masks.extend(to: masks.count + words, with: 0)
    }
    masks[Int(rows[Int(token)]) * words + position / 64] |= 1 << UInt64(position % 64)
  }

  /// The length of the longest common subsequence with `other` if it is at least `cutoff`, else some
  /// number below `cutoff`.
  mutating func commonSubsequence(_ other: Span<UInt32>, atLeast cutoff: Int) -> Int {
    guard cutoff <= min(length, other.count) else { return 0 }
    return words == 1 ? narrow(other, atLeast: cutoff) : wide(other, atLeast: cutoff)
  }

  /// For patterns of up to 64 tokens; every 16 tokens it looks whether the cutoff is still in reach.
  private func narrow(_ other: Span<UInt32>, atLeast cutoff: Int) -> Int {
    var ones = ~UInt64(0)
    var index = 0
    while index < other.count {
      let end = min(index + 16, other.count)
      while index < end {
        let matches = ones & masks[row(of: other[unchecked: index])]
        ones = (ones &+ matches) | (ones &- matches)
        index += 1
      }
      if (~ones).nonzeroBitCount + other.count - index < cutoff { return 0 }
    }
    return (~ones).nonzeroBitCount
  }

  /// For longer patterns.
  ///
  /// Only the words that a subsequence of `cutoff` tokens can pass through are
  /// updated (Ukkonen's band): pattern position minus position in `other` lies between
  /// `cutoff - other.count` and `length - cutoff`.
  private mutating func wide(_ other: Span<UInt32>, atLeast cutoff: Int) -> Int {
    for word in 0..<words { state[word] = ~0 }
    let (before, after) = (other.count - cutoff, length - cutoff)
    for index in 0..<other.count {
      if index & 31 == 31, matched + other.count - index < cutoff { return 0 }
      let row = row(of: other[unchecked: index]) * words
      guard row > 0 else { continue }
      advance(row, from: max(0, index - before) / 64, through: min(length - 1, index + after) / 64)
    }
    return matched
  }

  /// How many tokens the subsequence found so far has.
  private var matched: Int { (0..<words).reduce(0) { $0 + (~state[$1]).nonzeroBitCount } }

  /// One step of the recurrence over the words `first` to `last`.
  @inline(__always)
  private mutating func advance(_ row: Int, from first: Int, through last: Int) {
    var carry: UInt64 = 0
    var word = first
    while word <= last {
      let ones = state[word]
      let matches = ones & masks[row + word]
      let (sum, over) = ones.addingReportingOverflow(matches)
      let (total, overAgain) = sum.addingReportingOverflow(carry)
      carry = over || overAgain ? 1 : 0
      state[word] = total | (ones &- matches)
      word += 1
    }
  }

  @inline(__always)
  private func row(of token: UInt32) -> Int {
    Int(token) < rows.count ? Int(rows[Int(token)]) : 0
  }
}

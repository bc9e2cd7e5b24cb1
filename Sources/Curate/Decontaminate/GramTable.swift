/// Where each n-gram of one length occurs in the items.
///
/// Open addressing over the places of n-grams; equal ones are a list through `next`, the newest first.
struct GramTable {
  /// How many tokens an n-gram has.
  let n: Int
  /// The items' numbers, in the order of `sequences`.
  private let members: [Int]
  private let sequences: TokenSequences
  /// Place + 1 of the newest of equal n-grams, or 0; a power of two, at most half full.
  private var slots: [UInt32]
  /// Some bits of the hashes that are there, so that most n-grams of a text cost one look.
  private var filter: [UInt64]
  /// For each place, place + 1 of the n-gram before it that is equal, or 0.
  private var next: [UInt32]
  /// For each place the sequence that it is in.
  private var items: [UInt32]
  /// For each place, where it is the newest of its n-gram, in how many items that is.
  private var owners: [UInt8]

  /// The n-grams of those of `all` that `members` names, each of `n` tokens at least.
  init(_ all: TokenSequences, _ members: [Int], _ n: Int) {
    self.n = n
    self.members = members
    var sequences = TokenSequences()
    for member in members { sequences.append(all[member]) }
    self.sequences = sequences
    let count = sequences.tokens.count - members.count * (n - 1)
    let size = max(64, count * 2 - 1)
    let power = 1 << (Int.bitWidth - size.leadingZeroBitCount)
    slots = Array(repeating: 0, count: power)
    filter = Array(repeating: 0, count: max(1, power / 8))
    let places = sequences.tokens.count
    next = Array(repeating: 0, count: places)
    items = Array(repeating: 0, count: places)
    owners = Array(repeating: 0, count: places)
    for item in members.indices { add(item) }
  }

  private mutating func add(_ item: Int) {
    let range = sequences.range(of: item)
    var hash = GramHash(n)
    for place in range {
      hash.roll(sequences.tokens.span, place, from: range.lowerBound)
      let start = place - n + 1
      guard start >= range.lowerBound else { continue }
      add(start, item, hash.value)
    }
  }

  private mutating func add(_ place: Int, _ item: Int, _ hash: UInt64) {
    items[place] = UInt32(item)
    filter[filterWord(hash)] |= filterBit(hash)
    let slot = slot(hash, sequences.tokens.span, place)
    let head = slots[slot]
    next[place] = head
    slots[slot] = UInt32(place) + 1
    guard head > 0 else { return owners[place] = 1 }
    let before = Int(head) - 1
    let isAgain = items[before] == UInt32(item)
    owners[place] = isAgain ? owners[before] : min(owners[before], 254) + 1
  }

  /// The slot of the n-gram of `tokens` at `place`, or the free one where it would be.
  @inline(__always)
  private func slot(_ hash: UInt64, _ tokens: Span<UInt32>, _ place: Int) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0, !equals(Int(slots[slot]) - 1, tokens, place) {
      slot = (slot + 1) & (slots.count - 1)
    }
    return slot
  }

  private func equals(_ known: Int, _ tokens: Span<UInt32>, _ place: Int) -> Bool {
    for offset in 0..<n where sequences.tokens[known + offset] != tokens[place + offset] {
      return false
    }
    return true
  }

  private func filterWord(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash >> 6) & (filter.count - 1)
  }

  private func filterBit(_ hash: UInt64) -> UInt64 { 1 << (hash >> 58) }

  /// Whether few enough items have the n-gram whose newest place is `head`.
  private func isDistinctive(_ head: Int) -> Bool { Int(owners[head]) <= GramIndex.mostOwners }

  /// Calls `body` with each item and how many of its tokens are in n-grams that few others have.
  func forEachLength(_ body: (Int, Int) -> Void) {
    for (index, item) in members.enumerated() { body(item, distinctiveTokens(of: index)) }
  }

  private func distinctiveTokens(of item: Int) -> Int {
    let range = sequences.range(of: item)
    var (hash, count, end) = (GramHash(n), 0, 0)
    for place in range {
      hash.roll(sequences.tokens.span, place, from: range.lowerBound)
      let start = place - n + 1
      guard start >= range.lowerBound else { continue }
      let head = Int(slots[slot(hash.value, sequences.tokens.span, start)]) - 1
      guard isDistinctive(head) else { continue }
      count += start + n - max(start, end)
      end = start + n
    }
    return count
  }

  /// Calls `body` with each item that has an n-gram of `tokens`, and the n-grams that both have.
  func forEachItem(in tokens: [UInt32], _ body: (Int, ArraySlice<GramHit>) -> Void) {
    guard tokens.count >= n else { return }
    var hits = hits(in: tokens)
    guard !hits.isEmpty else { return }
    hits.sort { ($0.item, $0.place, $0.itemPlace) < ($1.item, $1.place, $1.itemPlace) }
    var start = 0
    for index in 1...hits.count where index == hits.count || hits[index].item != hits[start].item {
      body(members[Int(hits[start].item)], hits[start..<index])
      start = index
    }
  }

  private func hits(in tokens: [UInt32]) -> [GramHit] {
    var hits: [GramHit] = []
    var hash = GramHash(n)
    for last in tokens.indices {
      hash.roll(tokens.span, last, from: 0)
      let place = last - n + 1
      guard place >= 0, filter[filterWord(hash.value)] & filterBit(hash.value) != 0 else {
        continue
      }
      var found = Int(slots[slot(hash.value, tokens.span, place)]) - 1
      guard found >= 0, isDistinctive(found) else { continue }
      while found >= 0 {
        let item = items[found]
        let start = sequences.range(of: Int(item)).lowerBound
        hits.append(
          GramHit(item: item, itemPlace: UInt32(found - start), place: UInt32(place)))
        found = Int(next[found]) - 1
      }
    }
    return hits
  }
}

/// The hash of the last n tokens of a sequence, kept up to date token by token (Karp and Rabin 1987).
private struct GramHash {
  private static let base: UInt64 = 0x9E37_79B9_7F4A_7C15
  private let n: Int
  private let highest: UInt64
  private var sum: UInt64 = 0

  init(_ n: Int) {
    self.n = n
    highest = (0..<n).reduce(1) { power, _ in power &* GramHash.base }
  }

  /// Takes in the token at `place`; the sequence begins at `start`.
  @inline(__always)
  mutating func roll(_ tokens: Span<UInt32>, _ place: Int, from start: Int) {
    sum = sum &* GramHash.base &+ UInt64(tokens[place]) &+ 1
    if place - n >= start { sum = sum &- (UInt64(tokens[place - n]) &+ 1) &* highest }
  }

  /// The hash, mixed so that all its bits depend on all tokens.
  var value: UInt64 {
    var z = (sum ^ sum >> 32) &* 0xD6E8_FEB8_6659_FD93
    z = (z ^ z >> 32) &* 0xD6E8_FEB8_6659_FD93
    return z ^ z >> 32
  }
}

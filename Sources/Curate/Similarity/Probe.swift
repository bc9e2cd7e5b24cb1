/// One sequence being looked up in a ``SimilarityTable``, and the memory that takes.
///
/// A probe only reads the table, so several can search the same one at once.
///
/// What it leaves out can be no near-duplicate (`reference/curation.md`, section 2.2). The LCS of two
/// sequences of m and n tokens is at most the number of elements they share, which has to reach
/// `need = bound(m + n)`. Take the first element they share in the order of the table, at place i of
/// one and j of the other: the shared ones are among the m-i and n-j left, so `need <= min(m-i, n-j)`
/// (prefix, length and position filter in one). And of the parities of elements, at most one bit for
/// every element they do not share differs: at most `m + n - 2 need` bits.
struct Probe: ~Copyable {
  let cutoff: Cutoff
  /// ``Cutoff/bound(_:)`` for every sum of lengths.
  private var bounds = Buffer<UInt32>()
  private var occurrences = Occurrences()
  /// The elements of the sequence, in the order of the table: rank, then element.
  private var keys = Buffer<UInt64>()
  private(set) var signature: UInt64 = 0
  /// For every record the last search that came across it.
  private var stamps = Buffer<UInt32>()
  private var search: UInt32 = 0
  private var pattern = Pattern()
  private var isLoaded = false
  /// The records that no filter could exclude.
  private(set) var candidates = Buffer<UInt32>()

  init(_ cutoff: Cutoff) { self.cutoff = cutoff }

  /// How many elements the sequence has.
  var length: Int { keys.count }

  /// The element at `place` of the order of the table.
  func element(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: keys[place]) }

  /// Makes `tokens` what is looked for; elements that `order` does not know come first.
  mutating func prepare(_ tokens: Span<UInt32>, in order: borrowing ElementOrder) {
    occurrences.start()
    keys.clear()
    signature = 0
    isLoaded = false
    for position in tokens.indices {
      let token = tokens[unchecked: position]
      let element = order.element(after: occurrences.last(token), token)
      occurrences.note(token, element)
      let rank = element == ElementOrder.none ? 0 : order.rank(element)
      signature ^= 1 << UInt64(rank & 63)
      keys.append(UInt64(rank) << 32 | UInt64(element))
    }
    sort(&keys)
  }

  /// Fills ``candidates`` from `postings`, which hold `records`.
  mutating func collect(from postings: borrowing Postings, _ records: borrowing Records) {
    candidates.clear()
    extendBounds(to: length + min(records.longest, Int(UInt16.max)))
    stamps.extend(to: records.count, with: 0)
    search += 1
    let shortest = cutoff.shortestPartner(of: length)
    let least = cutoff.bound(length + shortest)
    let lowest = Postings.lengthClass(shortest)
    var place = 0
    while length - place >= least {
      let longest = min(cutoff.longestSum(overlap: length - place) - length, records.longest)
      let highest = Postings.lengthClass(longest)
      if element(place) != ElementOrder.none, lowest <= highest {
        for lengthClass in lowest...highest {
          scan(postings.list(element(place), lengthClass), rest: length - place)
        }
      }
      place += 1
    }
  }

  /// The LCS of `tokens`, which were prepared, and `other` if it is at least `least`, else some
  /// smaller number.
  mutating func overlap(
    of tokens: Span<UInt32>, with other: Span<UInt32>, atLeast least: Int
  ) -> Int {
    if !isLoaded { pattern.load(tokens) }
    isLoaded = true
    return pattern.commonSubsequence(other, atLeast: least)
  }

  /// Notes the records of one list that are not excluded.
  @inline(__always)
  private mutating func scan(_ list: UnsafeBufferPointer<Posting>, rest: Int) {
    for posting in list {
      let sum = length + Int(posting.length)
      if posting.length < UInt16.max {
        let need = Int(bounds[sum])
        if need > min(rest, Int(posting.rest)) { continue }
        if (signature ^ posting.signature).nonzeroBitCount > sum - 2 * need { continue }
      }
      if stamps[Int(posting.record)] == search { continue }
      stamps[Int(posting.record)] = search
      candidates.append(posting.record)
    }
  }

  private mutating func extendBounds(to longest: Int) {
    while bounds.count <= longest {
      bounds.append(UInt32(clamping: cutoff.bound(bounds.count)))
    }
  }
}

/// Sorts by insertion what is short, as questions are.
private func sort(_ keys: inout Buffer<UInt64>) {
  guard keys.count <= 40 else {
    var storage = UnsafeMutableBufferPointer(start: keys.base, count: keys.count)
    storage.sort()
    return
  }
  for end in 1..<max(keys.count, 1) {
    let key = keys[end]
    var place = end
    while place > 0, keys[place - 1] > key {
      keys[place] = keys[place - 1]
      place -= 1
    }
    keys[place] = key
  }
}

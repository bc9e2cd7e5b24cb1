/// One sequence being looked up in a ``SimilarityTable``, and the memory that takes.
///
/// A probe only reads the table, so several can search the same one at once.
///
/// What it leaves out can be no near-duplicate (`reference/curation.md`, section 2.2). The LCS of two
/// sequences of m and n tokens is at most the number of elements they share, which has to reach
/// `need = bound(m + n)`. Take the first element they share in the order of the table, at place i of
/// one and j of the other: the shared ones are among the m-i and n-j left, so `need <= m-i` and
/// `need <= n-j`: prefix, length and position filter in one. For a given i the first is a limit on n;
/// for a given j the second is a limit on m, which the posting has as its reach. And of the parities
/// of elements, at most one bit for every element they do not share differs: at most
/// `m + n - 2 need` bits.
struct Probe: ~Copyable {
  let cutoff: Cutoff
  /// For every sum of lengths how many elements at most are not shared.
  private var slacks = Buffer<Int32>()
  private var occurrences = Occurrences()
  /// The elements of the sequence, in the order of the table: rank, then element.
  private var keys = Buffer<UInt64>()
  private(set) var signature: UInt64 = 0
  /// For every record the last search that came across it.
  private var stamps = Buffer<UInt32>()
  private var search: UInt32 = 0
  private var pattern = Pattern()
  private var isLoaded = false
  private var wide = WideSignature()
  private var isSigned = false
  /// The records that no filter could exclude.
  private(set) var candidates = Buffer<UInt32>()

  init(_ cutoff: Cutoff) { self.cutoff = cutoff }

  /// The rank of the element at `place`; 0 for one that the table does not know.
  func rank(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: keys[place] >> 32) }

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
    isSigned = false
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
    extendSlacks(to: length + min(records.longest, Int(UInt16.max)))
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
          scan(postings.list(element(place), lengthClass), longest: longest)
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

  /// The wide signature of the sequence, which is made when it is first asked for.
  mutating func wideSignature() -> WideSignature {
    if !isSigned { wide = WideSignature(of: self) }
    isSigned = true
    return wide
  }

  /// Notes the records of one list that are not excluded; `longest` bounds their tokens.
  @inline(__always)
  private mutating func scan(_ list: UnsafeBufferPointer<Posting>, longest: Int) {
    let (least, most) = (UInt16(clamping: length), UInt16(clamping: longest))
    for posting in list where posting.reach >= least && posting.length <= most {
      let differing = (signature ^ posting.signature).nonzeroBitCount
      let slack = Int(slacks[length + Int(posting.length)])
      if differing > slack, posting.length < .max { continue }
      if stamps[Int(posting.record)] == search { continue }
      stamps[Int(posting.record)] = search
      candidates.append(posting.record)
    }
  }

  private mutating func extendSlacks(to longest: Int) {
    while slacks.count <= longest {
      slacks.append(Int32(clamping: slacks.count - 2 * cutoff.bound(slacks.count)))
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

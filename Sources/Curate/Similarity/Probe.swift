internal import CMentions

/// One sequence being looked up in a ``SimilarityTable``, and the memory that takes.
///
/// A probe only reads the table, so several can search the same one at once.
///
/// What it leaves out can be no near-duplicate. The LCS of two sequences of m and n tokens is at most
/// the number of elements they share, which has to reach `need = bound(m + n)`. Take the k-th element
/// they share in the order of the table, at place i of one and j of the other: all but k-1 of the
/// shared ones are among the m-i and n-j left, so `need - (k-1)` is at most either: prefix, length and
/// position filter in one (Xiao and others, PPJoin, 2008). And as at most k-1 of those before are shared,
/// at most `m-i + n-j - 2 (need - (k-1))` of these are not, which bounds in how many bits their
/// parities differ: the further back, the less.
struct Probe: ~Copyable {
  let cutoff: Cutoff
  /// For every sum of lengths how many elements at least are shared.
  private var bounds = Buffer<Int32>()
  private var occurrences = Occurrences()
  /// The elements of the sequence, in the order of the table: rank, then element.
  private var keys = Buffer<UInt64>()
  /// The parities of all its elements.
  private(set) var signature = Signature()
  /// Those of its elements from the place on that is being looked up.
  private var rest = Signature()
  /// For every record the last search that came across it, times 4, and how often up to 3.
  private var stamps = Buffer<UInt8>()
  private var search: UInt8 = 0
  /// How often a search has to come across a record.
  private var depth = 1
  private var pattern = Pattern()
  private var isLoaded = false
  private var wide = Buffer<WideSignature>()
  private var isSigned = false
  /// The records that no filter could exclude.
  private(set) var candidates = Buffer<UInt32>()
  /// The sorted lists of the prefix, place by place.
  private var lists = Buffer<SortedList>()
  /// Where in a list the mentions are that were not excluded.
  private var passed = Buffer<UInt32>()

  init(_ cutoff: Cutoff) { self.cutoff = cutoff }

  /// The rank of the element at `place`; 0 for one that the table does not know.
  func rank(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: keys[place] >> 32) }

  /// The elements in the order of the table, each below its rank; the pointer holds until the next
  /// sequence is prepared.
  var elements: UnsafeBufferPointer<UInt64> {
    UnsafeBufferPointer(start: keys.base, count: keys.count)
  }

  /// How many elements the sequence has.
  var length: Int { keys.count }

  /// The element at `place` of the order of the table.
  func element(_ place: Int) -> UInt32 { UInt32(truncatingIfNeeded: keys[place]) }

  /// Makes `tokens` what is looked for; elements that `order` does not know come first.
  mutating func prepare(_ tokens: Span<UInt32>, in order: borrowing ElementOrder) {
    occurrences.start()
    keys.clear()
    signature = Signature()
    isLoaded = false
    isSigned = false
    for position in tokens.indices {
      let token = tokens[unchecked: position]
      let element = order.element(after: occurrences.last(token), token)
      occurrences.note(token, element)
      let rank = element == ElementOrder.none ? 0 : order.rank(element)
      signature.toggle(element)
      keys.append(UInt64(rank) << 32 | UInt64(element))
    }
    sort(&keys)
  }

  /// Writes what ``prepare(_:in:)`` made to `keys`, for ``prepare(_:)`` of another probe.
  func copyKeys(to keys: UnsafeMutablePointer<UInt64>) {
    keys.update(from: self.keys.base, count: length)
  }

  /// Makes the sequence with these elements what is looked for.
  mutating func prepare(_ prepared: UnsafeBufferPointer<UInt64>) {
    keys.clear()
    keys.append(prepared.span)
    signature = Signature()
    for place in 0..<length { signature.toggle(element(place)) }
    isLoaded = false
    isSigned = false
  }

  /// Fills ``candidates`` from all lists of `table`.
  mutating func collect(from table: borrowing SimilarityTable) {
    begin(table.records)
    let reach = max(shortest, min(longestSum(0), table.records.longest))
    open(table)
    for place in 0..<prefix {
      if element(place) != ElementOrder.none {
        scan(lists[place], at: place, longest: min(longestSum(place), reach))
        scan(table.recent.list(element(place)), at: place)
      }
      rest.toggle(element(place))
    }
  }

  /// Sets ``lists``, each to begin with what is long enough.
  ///
  /// They are anywhere in memory: what the next step needs of each, and of the lists of the newest, is
  /// asked for before any is looked into.
  private mutating func open(_ table: borrowing SimilarityTable) {
    lists.clear()
    for place in 0..<prefix {
      table.sorted.prefetch(element(place))
      table.recent.prefetch(element(place))
    }
    for place in 0..<prefix {
      lists.append(table.sorted.list(element(place)))
      lists[place].prefetchKeys()
      seedbed_prefetch(table.recent.list(element(place)).baseAddress)
    }
    let least = UInt32(min(shortest, Int(UInt16.max))) << 16
    for place in 0..<prefix {
      let list = lists[place].dropping(keysUpTo: least - 1)
      list.prefetch()
      lists[place] = list
    }
  }

  /// Fills ``candidates`` from `postings`, which mention some of `records`.
  mutating func collect(from postings: borrowing Postings, of records: borrowing Records) {
    begin(records)
    for place in 0..<prefix {
      if element(place) != ElementOrder.none {
        scan(postings.list(element(place)), at: place)
      }
      rest.toggle(element(place))
    }
  }

  /// The fewest tokens of a near-duplicate.
  private var shortest: Int { cutoff.shortestPartner(of: length) }

  /// How many elements have to be looked up.
  private var prefix: Int { max(0, length - cutoff.bound(length + shortest) + depth) }

  /// The most tokens of a near-duplicate whose shared elements are looked for from `place` on.
  private func longestSum(_ place: Int) -> Int {
    cutoff.longestSum(overlap: length - place + depth - 1) - length
  }

  /// Begins a search.
  private mutating func begin(_ records: borrowing Records) {
    candidates.clear()
    rest = signature
    let most = length + min(records.longest, Int(UInt16.max))
    while bounds.count <= most { bounds.append(Int32(clamping: cutoff.bound(bounds.count))) }
    stamps.extend(to: records.count, with: 0)
    depth = cutoff.depth(of: length)
    search += 1
    if search == 1 << 6 {
      stamps.fill(with: 0)
      search = 1
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

  /// In how many bits the wide signature of the sequence, which is made when it is first asked for,
  /// differs from `other`; 0 if one of them is too short to have any.
  mutating func difference(_ other: UnsafeBufferPointer<WideSignature>) -> Int {
    guard length >= WideSignature.shortest, !other.isEmpty else { return 0 }
    if !isSigned {
      wide.clear()
      WideSignature.append(elements, to: &wide)
      isSigned = true
    }
    return WideSignature.difference(
      UnsafeBufferPointer(start: wide.base, count: wide.count), other)
  }

  /// Notes the records of an opened list that are not excluded, of at most `longest` tokens.
  private mutating func scan(_ list: SortedList, at place: Int, longest: Int) {
    // All lengths in one sequential loop, and then one over the few mentions that are left: their
    // records are anywhere in memory. There is hardly more than one mention of a length, so that
    // leaping over what has too few elements left takes longer than looking at it.
    let end = list.index(above: UInt32(clamping: (longest + 1) << 16 - 1), from: 0)
    let bounds = seedbed_bounds(
      rest: rest.bits, left: Int64(length - place), shared: bounds.base + length,
      extra: Int64(depth - 1))
    passed.clear()
    let signatures = UnsafeRawPointer(list.signatures).assumingMemoryBound(to: UInt64.self)
    passed.append(atMost: end) { seedbed_passing(bounds, list.keys, signatures, end, $0) }
    for index in 0..<passed.count { note(list.records[Int(passed[index])]) }
  }

  /// Notes the records of a list in any order that are not excluded.
  @inline(__always)
  private mutating func scan(_ list: UnsafeBufferPointer<Posting>, at place: Int) {
    let (extra, left) = (depth - 1, length - place)
    for posting in list {
      let other = Int(posting.length)
      let bound = Int(bounds[length + other])
      if posting.length < .max {
        let others = other - Int(posting.place)
        if bound - extra > min(left, others) { continue }
        if rest.difference(posting.signature) > left + others - 2 * (bound - extra) { continue }
      }
      note(posting.record)
    }
  }

  /// Makes `record` a candidate once it was come across often enough.
  @inline(__always)
  private mutating func note(_ number: UInt32) {
    let (base, record) = (search &* 4, Int(number))
    let seen = max(stamps[record], base) &- base &+ 1
    stamps[record] = base &+ min(seen, 3)
    if Int(seen) == depth { candidates.append(number) }
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

/// The n-grams of a benchmark's items, searchable.
///
/// Found n-grams are compared token by token: a hash alone decides nothing.
struct GramIndex {
  /// An n-gram that more than so many items have is a phrase of the benchmark ("which of the following
  /// statements is") and proves nothing; the number is ours.
  static let mostOwners = 10
  /// An item with fewer tokens than an n-gram is looked for as a whole if it has as many as this.
  static let shortestItem = 5

  /// For each length of n-gram, where the n-grams are.
  private(set) var tables: [GramTable] = []
  /// For each item the tokens that are in one of its own n-grams.
  private var lengths: [Int]

  /// An index of the n-grams of `sequences`; if `takesShorter`, of shorter ones as a whole, too.
  init(_ sequences: TokenSequences, _ n: Int, takesShorter: Bool) {
    lengths = Array(repeating: 0, count: sequences.count)
    var members: [Int: [Int]] = [:]
    for item in 0..<sequences.count {
      let count = sequences.range(of: item).count
      if count >= n {
        members[n, default: []].append(item)
      } else if takesShorter, count >= GramIndex.shortestItem {
        members[count, default: []].append(item)
      }
    }
    for (length, items) in members.sorted(by: { $0.key < $1.key }) {
      let table = GramTable(sequences, items, length)
      table.forEachLength { lengths[$0] = $1 }
      tables.append(table)
    }
  }

  /// The item of which `tokens` has most, if that is `share` of it or more; the earliest of equals.
  func best(in tokens: [UInt32], atLeast share: Threshold) -> GramMatch? {
    var best: GramMatch?
    for table in tables {
      table.forEachItem(in: tokens) { item, hits in
        let match = GramMatch(item: item, length: lengths[item], table.n, hits)
        guard match.covered * share.denominator >= share.numerator * match.length,
          best.map({ match.isBetter(than: $0) }) ?? true
        else { return }
        best = match
      }
    }
    return best
  }
}

/// An n-gram that a text and an item have both: where it begins in each.
struct GramHit {
  let item: UInt32
  let itemPlace: UInt32
  let place: UInt32
}

/// How much of an item is in a text.
struct GramMatch {
  /// Which item.
  let item: Int
  /// Its tokens that are in n-grams of its own.
  let length: Int
  /// How many of them the text has.
  let covered: Int
  /// The longest piece of the text that is the same.
  let span: Range<Int>

  init(item: Int, length: Int, _ n: Int, _ hits: ArraySlice<GramHit>) {
    self.item = item
    self.length = length
    covered = GramMatch.covered(hits, n)
    span = GramMatch.longest(hits, n)
  }

  func isBetter(than other: GramMatch) -> Bool {
    let (mine, theirs) = (covered * other.length, other.covered * length)
    return mine > theirs || (mine == theirs && item < other.item)
  }

  private static func covered(_ hits: ArraySlice<GramHit>, _ n: Int) -> Int {
    var (count, end) = (0, 0)
    for start in hits.map({ Int($0.itemPlace) }).sorted() {
      count += max(0, start + n - max(start, end))
      end = max(end, start + n)
    }
    return count
  }

  /// The longest run of hits that go on in both; the earliest of equally long ones.
  private static func longest(_ hits: ArraySlice<GramHit>, _ n: Int) -> Range<Int> {
    let ordered = hits.sorted {
      let (a, b) = (Int($0.place) - Int($0.itemPlace), Int($1.place) - Int($1.itemPlace))
      return (a, $0.place) < (b, $1.place)
    }
    var (best, start) = (0..<0, 0)
    for (index, hit) in ordered.enumerated() {
      if index > 0 {
        let before = ordered[index - 1]
        let goesOn = hit.place == before.place + 1 && hit.itemPlace == before.itemPlace + 1
        if !goesOn { start = index }
      }
      let run = Int(ordered[start].place)..<Int(hit.place) + n
      if run.count > best.count || (run.count == best.count && run.lowerBound < best.lowerBound) {
        best = run
      }
    }
    return best
  }
}

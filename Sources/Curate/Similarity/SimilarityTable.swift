/// What a ``SimilarityIndex`` knows of the sequences in it: the part that probes only read.
///
/// Most records are in lists that are sorted and do not change; the newest, up to a quarter of all,
/// are in lists that grow. Sorting anew whenever they are a quarter costs each record a few moves in
/// all.
struct SimilarityTable: ~Copyable {
  /// The lowest cutoff that probes may have.
  let cutoff: Cutoff
  var order: ElementOrder
  private(set) var records = Records()
  private(set) var sorted = SortedPostings()
  private(set) var recent = Postings()
  /// How many records are in `sorted`.
  private var settled = 0
  /// How many are in `sorted` or `recent`.
  private var listed = 0
  private var occurrences = Occurrences()

  init(_ cutoff: Cutoff, expecting sequences: TokenSequences) {
    self.cutoff = cutoff
    order = ElementOrder(of: sequences)
  }

  /// Numbers the elements of `tokens` that are new.
  mutating func admit(_ tokens: Span<UInt32>) {
    occurrences.start()
    for position in tokens.indices {
      let token = tokens[unchecked: position]
      occurrences.note(token, order.admit(occurrences.last(token), token))
    }
  }

  /// Adds `tokens`, for which `probe` was prepared after ``admit(_:)``, to the records; until
  /// ``list()`` probes do not find them.
  mutating func record(
    _ tokens: Span<UInt32>, _ probe: borrowing Probe, id: Int, labels: UInt64
  ) -> UInt32 {
    let (record, isNew) = records.insert(tokens, Self.hash(tokens), id: id, labels: labels)
    if isNew {
      let prefix = probe.length - cutoff.leastRest(of: probe.length) + 1
      records.describe(by: probe, prefix: max(0, prefix))
    }
    return record
  }

  /// Puts all new records into the lists.
  mutating func list() {
    while listed < records.count {
      records.forEachPosting(of: UInt32(listed)) { recent.insert($1, element: $0) }
      listed += 1
    }
    if listed - settled > max(2048, settled / 4) { settle() }
  }

  /// Puts all records into the sorted lists.
  mutating func settle() {
    recent = Postings()
    sorted = SortedPostings()
    sorted = SortedPostings(of: records)
    (settled, listed) = (records.count, records.count)
  }

  /// The record that has exactly these tokens.
  func equal(to tokens: Span<UInt32>) -> UInt32? { records.find(tokens, Self.hash(tokens)) }

  private static func hash(_ tokens: Span<UInt32>) -> UInt64 {
    var hash = UInt64(tokens.count)
    for index in tokens.indices {
      hash = (hash ^ UInt64(tokens[unchecked: index])) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
    }
    return hash
  }
}

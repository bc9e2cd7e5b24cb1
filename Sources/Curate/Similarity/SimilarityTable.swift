/// What a ``SimilarityIndex`` knows of the sequences in it: the part that probes only read.
///
/// Most records are in lists that are sorted and do not change; the newest, up to a sixteenth of
/// all, are in lists that grow. Merging them whenever they are that many moves each record some
/// sixteen times in all, in order.
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

  /// A table that holds `sequences`, by their indexes.
  init(_ cutoff: Cutoff, holding sequences: TokenSequences) {
    self.init(cutoff, expecting: sequences)
    insert(sequences, 0..<sequences.count)
  }

  /// Adds those of `sequences`, which were expected, that are in `range`, by their indexes.
  mutating func insert(_ sequences: TokenSequences, _ range: Range<Int>) {
    var probe = Probe(cutoff)
    for row in range where !sequences.range(of: row).isEmpty {
      let tokens = sequences.tokens.span.extracting(sequences.range(of: row))
      probe.prepare(tokens, in: order)
      _ = record(tokens, probe, id: row, labels: 0)
    }
    list()
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
    if records.count - settled > max(2048, settled / 16) { return settle() }
    while listed < records.count {
      recent.insert(UInt32(listed), of: records)
      listed += 1
    }
  }

  /// Puts all records into the sorted lists.
  private mutating func settle() {
    recent = Postings()
    sorted = SortedPostings(
      merging: sorted, SortedPostings(of: records, from: UInt32(settled)))
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

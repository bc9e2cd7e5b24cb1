/// What a ``SimilarityIndex`` knows of the sequences in it: the part that probes only read.
struct SimilarityTable: ~Copyable {
  let cutoff: Cutoff
  var order: ElementOrder
  var postings = Postings()
  var records = Records()
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

  /// Adds `tokens`, for which `probe` was prepared after ``admit(_:)``.
  mutating func insert(
    _ tokens: Span<UInt32>, _ probe: borrowing Probe, id: Int, labels: UInt64
  ) {
    let added = records.insert(tokens, Self.hash(tokens), id: id, labels: labels)
    guard let record = added else { return }
    records.sign(with: probe)
    // Any later sequence may be as short as the shortest partner: its least overlap bounds the prefix.
    let least = cutoff.bound(probe.length + cutoff.shortestPartner(of: probe.length))
    var place = 0
    while probe.length - place >= least {
      let reach = cutoff.longestSum(overlap: probe.length - place) - probe.length
      let posting = Posting(
        signature: probe.signature, record: record,
        length: UInt16(clamping: probe.length), reach: UInt16(clamping: reach))
      postings.insert(posting, element: probe.element(place))
      place += 1
    }
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

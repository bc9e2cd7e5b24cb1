/// Goes through sequences in order, block by block: first each sequence of a block is looked up among
/// the earlier blocks, on all threads at once, and then, one after the other, among those of its own
/// block that were inserted before it.
///
/// What is found is what going through them one by one finds, for any number of threads.
struct BlockJoin: ~Copyable {
  /// The most sequences of a block.
  static let rows = 4096
  /// The most tokens of a block of more than one sequence.
  private static let tokens = 1 << 18

  private let sequences: TokenSequences
  private var table: SimilarityTable
  private let workers: Workers
  /// Looks things up in order.
  private var probe: Probe
  /// The elements of the block's sequences, as the workers prepared them.
  private var keys = Buffer<UInt64>()
  /// The records that the block added, or added to.
  private var added = Postings()
  private var isAdded: Set<UInt32> = []
  private var start = 0
  private let rows: Int

  /// A join of `sequences` above `cutoff` on `threads` threads, in blocks of at most `rows`.
  init(_ cutoff: Cutoff, _ sequences: TokenSequences, threads: Int, rows: Int = rows) {
    self.sequences = sequences
    self.rows = rows
    table = SimilarityTable(cutoff, expecting: sequences)
    workers = Workers(threads, cutoff)
    probe = Probe(cutoff)
  }

  /// Inserts the first `count` sequences without looking for anything.
  mutating func keep(first count: Int) { table.insert(sequences, 0..<count) }

  /// The block that begins with `row`; empty at the end.
  func block(from row: Int) -> Range<Int> {
    var end = row
    let first = sequences.start(of: row)
    while end < sequences.count, end - row < rows,
      end == row || sequences.range(of: end).upperBound - first <= Self.tokens
    {
      end += 1
    }
    return row..<end
  }

  /// Calls `body` for each sequence of `block` that has tokens, on all threads at once, with a probe
  /// that is prepared for it and the table of the blocks before.
  mutating func lookUp(
    _ block: Range<Int>,
    _ body: (Int, Span<UInt32>, inout Probe, borrowing SimilarityTable) -> Void
  ) {
    start = sequences.start(of: block.lowerBound)
    keys.extend(to: sequences.start(of: block.upperBound) - start, with: 0)
    let (keys, start) = (keys.base, start)
    workers.forEach(block) { row, probe in
      let range = sequences.range(of: row)
      guard !range.isEmpty else { return }
      let tokens = sequences.tokens.span.extracting(range)
      probe.prepare(tokens, in: table.order)
      probe.copyKeys(to: keys + (range.lowerBound - start))
      body(row, tokens, &probe, table)
    }
  }

  /// The closest sequence to `row` of those that its block inserted, or `first` if none is closer.
  mutating func closest(
    to row: Int, than first: Probe.Found?, where isComparable: ((Int) -> Bool)?
  ) -> Probe.Found? {
    if let first, first.match.isEqual { return first }
    prepare(row)
    let sequences = sequences
    let tokens = sequences.tokens.span.extracting(sequences.range(of: row))
    if let found = probe.equal(to: tokens, in: table, where: isComparable) { return found }
    probe.collect(from: added, of: table.records)
    return probe.closest(to: tokens, in: table, where: isComparable, than: first)
  }

  /// The labels near `row` in its block, merged with those `known` already.
  mutating func labels(near row: Int, besides known: UInt64) -> UInt64 {
    prepare(row)
    let sequences = sequences
    let tokens = sequences.tokens.span.extracting(sequences.range(of: row))
    probe.collect(from: added, of: table.records)
    return probe.labels(near: tokens, in: table, besides: known)
  }

  /// Adds `row`, which was looked for last.
  mutating func insert(_ row: Int, labels: UInt64 = 0) {
    let sequences = sequences
    let tokens = sequences.tokens.span.extracting(sequences.range(of: row))
    let record = table.record(tokens, probe, id: row, labels: labels)
    if isAdded.insert(record).inserted { added.insert(record, of: table.records) }
  }

  /// Makes what the block inserted part of the table.
  mutating func endBlock() {
    table.list()
    added.clear()
    isAdded.removeAll(keepingCapacity: true)
    keys.clear()
  }

  /// Makes `row` what the probe looks for.
  private mutating func prepare(_ row: Int) {
    let range = sequences.range(of: row)
    probe.prepare(
      UnsafeBufferPointer(start: keys.base + (range.lowerBound - start), count: range.count))
  }
}

/// For each of some sequences the closest one of a pool.
public struct ClosestMatches: Sendable {
  /// Above what two sequences are near.
  public let cutoff: Cutoff
  /// How many threads look things up; what is found does not depend on it.
  public let threads: Int
  /// How many sequences are looked up between two calls of `progress`.
  private static let step = 4096

  /// The closest sequences above `cutoff`, found by `threads` threads.
  public init(_ cutoff: Cutoff, threads: Int = Processors.count) {
    self.cutoff = cutoff
    self.threads = threads
  }

  /// For each of `sequences` the one of `pool` with the highest F1 above the cutoff, of equal ones
  /// the first; nil where there is none.
  ///
  /// `isComparable` is told the indexes of the two, on any thread, and can spare the pair, say because
  /// they are the same. `progress` is told now and then how many are done; what it throws ends the
  /// work.
  public func matches<Failure: Error>(
    of sequences: TokenSequences, in pool: TokenSequences,
    where isComparable: ((Int, Int) -> Bool)? = nil, progress: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [Match?] {
    let table = SimilarityTable(cutoff, holding: pool)
    let workers = Workers(threads, cutoff)
    var matches = [Match?](repeating: nil, count: sequences.count)
    var start = 0
    while start < sequences.count {
      let end = min(start + Self.step, sequences.count)
      matches.withUnsafeMutableBufferPointer { matches in
        workers.forEach(start..<end) { row, probe in
          let tokens = sequences.tokens.span.extracting(sequences.range(of: row))
          guard !tokens.isEmpty else { return }
          probe.prepare(tokens, in: table.order)
          let accepts = isComparable.map { isComparable in { isComparable(row, $0) } }
          matches[row] = probe.best(for: tokens, in: table, where: accepts)?.match
        }
      }
      try progress(end)
      start = end
    }
    return matches
  }
}

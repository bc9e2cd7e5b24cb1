/// The near-duplicates of a collection, first come first kept.
///
/// A sequence is dropped if one that was kept before it has a ROUGE-L F1 above the cutoff, as in
/// Self-Instruct (Wang et al. 2023).
public struct NearDuplicates: Sendable {
  /// A dropped sequence and its witness.
  public struct Finding: Sendable, Hashable {
    /// Which sequence is dropped.
    public let index: Int
    /// The kept one that is closest to it, the earliest of equally close ones.
    public let witness: Int
    /// Their longest common subsequence, in tokens.
    public let lcs: Int
    /// The tokens of the dropped sequence.
    public let length: Int
    /// The tokens of the witness.
    public let witnessLength: Int

    /// ROUGE-L of the two, with the witness as the target.
    public var score: RougeScore {
      RougeScore(overlap: lcs, targetLength: witnessLength, predictionLength: length)
    }
  }

  /// Above what two sequences are near-duplicates.
  public let cutoff: Cutoff

  /// How many threads look things up; what is found does not depend on it.
  public let threads: Int
  /// How many sequences are looked up at once; what is found does not depend on it either.
  var blockRows = BlockJoin.rows

  /// Near-duplicates above `cutoff`, found by `threads` threads.
  public init(_ cutoff: Cutoff, threads: Int = Processors.count) {
    self.cutoff = cutoff
    self.threads = threads
  }

  /// The sequences to drop, in order.
  ///
  /// Sequences without tokens are all kept.
  ///
  /// The first `kept` are kept unseen: a pool that was gone through before. `isComparable` is told the
  /// later and the earlier of two sequences, on any thread, and can spare the pair, say because one
  /// was evolved from the other. `progress` is told now and then how many are done; what it throws
  /// ends the work.
  public func findings<Failure: Error>(
    in sequences: TokenSequences, keeping kept: Int = 0,
    comparable isComparable: ((Int, Int) -> Bool)? = nil,
    progress: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [Finding] {
    var join = BlockJoin(cutoff, sequences, threads: threads, rows: blockRows)
    var findings: [Finding] = []
    join.keep(first: kept)
    var block = join.block(from: kept)
    while !block.isEmpty {
      let found = lookUp(block, in: &join, isComparable)
      for row in block where !sequences.range(of: row).isEmpty {
        let found = join.closest(
          to: row, than: found[row - block.lowerBound], where: accepts(row, isComparable))
        if let found { findings.append(Finding(row, found.match)) } else { join.insert(row) }
      }
      join.endBlock()
      try progress(block.upperBound)
      block = join.block(from: block.upperBound)
    }
    return findings
  }

  /// For each sequence of `block` the closest one of the blocks before.
  private func lookUp(
    _ block: Range<Int>, in join: inout BlockJoin, _ isComparable: ((Int, Int) -> Bool)?
  ) -> [Probe.Found?] {
    var found = [Probe.Found?](repeating: nil, count: block.count)
    found.withUnsafeMutableBufferPointer { found in
      join.lookUp(block) { row, tokens, probe, table in
        found[row - block.lowerBound] = probe.best(
          for: tokens, in: table, where: accepts(row, isComparable))
      }
    }
    return found
  }

  private func accepts(
    _ row: Int, _ isComparable: ((Int, Int) -> Bool)?
  ) -> ((Int) -> Bool)? {
    isComparable.map { isComparable in { isComparable(row, $0) } }
  }

  /// As ``findings(in:comparable:progress:)``, in silence.
  public func findings(
    in sequences: TokenSequences, comparable isComparable: ((Int, Int) -> Bool)? = nil
  ) -> [Finding] {
    findings(in: sequences, comparable: isComparable, progress: { (_: Int) in })
  }
}

extension NearDuplicates.Finding {
  fileprivate init(_ index: Int, _ match: Match) {
    self.index = index
    witness = match.id
    lcs = match.lcs
    length = match.length
    witnessLength = match.matchLength
  }
}

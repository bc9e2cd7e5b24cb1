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
  }

  /// Above what two sequences are near-duplicates.
  public let cutoff: Cutoff

  /// Near-duplicates above `cutoff`.
  public init(_ cutoff: Cutoff) { self.cutoff = cutoff }

  /// The sequences to drop, in order.
  ///
  /// Sequences without tokens are all kept.
  ///
  /// `isComparable` is told the later and the earlier of two sequences and can spare the pair, say
  /// because one was evolved from the other. `progress` is told every 1,024 sequences how many are
  /// done; what it throws ends the work.
  public func findings<Failure: Error>(
    in sequences: TokenSequences, comparable isComparable: ((Int, Int) -> Bool)? = nil,
    progress: (Int) throws(Failure) -> Void
  ) throws(Failure) -> [Finding] {
    var index = SimilarityIndex(cutoff, expecting: sequences)
    var findings: [Finding] = []
    for row in 0..<sequences.count {
      let tokens = sequences.tokens.span.extracting(sequences.range(of: row))
      let match = index.insertUnlessMatched(
        tokens, id: row, where: isComparable.map { accepts in { accepts(row, $0) } })
      if let match { findings.append(Finding(row, match)) }
      if row % 1024 == 1023 { try progress(row + 1) }
    }
    return findings
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

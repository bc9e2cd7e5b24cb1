/// What every sequence of a collection has near it among the earlier ones, as a split into training
/// and validation needs it.
public struct Neighbours: Sendable {
  /// Above what two sequences are neighbours.
  public let cutoff: Cutoff

  /// Neighbours above `cutoff`.
  public init(_ cutoff: Cutoff) { self.cutoff = cutoff }

  /// Goes through `sequences` in order and asks `assign` for each one's labels (bits, such as one a
  /// side), told its index and the merged labels of all its earlier neighbours; 0 makes it nobody's
  /// neighbour.
  public func assign<Failure: Error>(
    _ sequences: TokenSequences, _ assign: (Int, UInt64) throws(Failure) -> UInt64
  ) throws(Failure) {
    var index = SimilarityIndex(cutoff, expecting: sequences)
    for row in 0..<sequences.count {
      let tokens = sequences.tokens.span.extracting(sequences.range(of: row))
      let labels = try assign(row, index.labels(near: tokens))
      if labels != 0 { index.insert(tokens, id: row, labels: labels) }
    }
  }
}

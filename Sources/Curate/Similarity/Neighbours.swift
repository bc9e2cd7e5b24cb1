/// What every sequence of a collection has near it among the earlier ones, as a split into training
/// and validation needs it.
public struct Neighbours: Sendable {
  /// Above what two sequences are neighbours.
  public let cutoff: Cutoff

  /// How many threads look things up; what is found does not depend on it.
  public let threads: Int
  /// How many sequences are looked up at once; what is found does not depend on it either.
  var blockRows = BlockJoin.rows

  /// Neighbours above `cutoff`, found by `threads` threads.
  public init(_ cutoff: Cutoff, threads: Int = Processors.count) {
    self.cutoff = cutoff
    self.threads = threads
  }

  /// Goes through `sequences` in order and asks `assign` for each one's labels (bits, such as one a
  /// side), told its index and the merged labels of all its earlier neighbours; 0 makes it nobody's
  /// neighbour.
  public func assign<Failure: Error>(
    _ sequences: TokenSequences, _ assign: (Int, UInt64) throws(Failure) -> UInt64
  ) throws(Failure) {
    var join = BlockJoin(cutoff, sequences, threads: threads, rows: blockRows)
    var block = join.block(from: 0)
    while !block.isEmpty {
      let known = lookUp(block, in: &join)
      for row in block {
        let isEmpty = sequences.range(of: row).isEmpty
        let near = isEmpty ? 0 : join.labels(near: row, besides: known[row - block.lowerBound])
        let labels = try assign(row, near)
        if labels != 0, !isEmpty { join.insert(row, labels: labels) }
      }
      join.endBlock()
      block = join.block(from: block.upperBound)
    }
  }

  /// For each sequence of `block` the labels near it in the blocks before.
  private func lookUp(_ block: Range<Int>, in join: inout BlockJoin) -> [UInt64] {
    var labels = [UInt64](repeating: 0, count: block.count)
    labels.withUnsafeMutableBufferPointer { labels in
      join.lookUp(block) { row, tokens, probe, table in
        labels[row - block.lowerBound] = probe.labels(near: tokens, in: table)
      }
    }
    return labels
  }
}

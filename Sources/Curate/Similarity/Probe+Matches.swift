/// The questions a probe answers about the sequence it was prepared for.
extension Probe {
  /// A match and when its sequence was inserted.
  struct Found {
    var match: Match
    var order: UInt32
  }

  /// See ``SimilarityIndex/best(for:where:)``.
  mutating func best(
    for tokens: Span<UInt32>, in table: borrowing SimilarityTable,
    where isComparable: ((Int) -> Bool)?
  ) -> Found? {
    if let found = equal(to: tokens, in: table, where: isComparable) { return found }
    collect(from: table)
    return closest(to: tokens, in: table, where: isComparable, than: nil)
  }

  /// The closest of the candidates, or `first` if none is closer; of equally close ones the one that
  /// was inserted first.
  mutating func closest(
    to tokens: Span<UInt32>, in table: borrowing SimilarityTable,
    where isComparable: ((Int) -> Bool)?, than first: Found?
  ) -> Found? {
    var best = first
    for place in 0..<candidates.count {
      let record = candidates[place]
      let least = leastToReach(best?.match, length: table.records.length(record))
      guard let lcs = overlap(of: tokens, with: record, in: table, atLeast: least),
        let member = table.records.member(of: record, where: isComparable)
      else { continue }
      let match = Match(
        id: member.id, lcs: lcs, length: length, matchLength: table.records.length(record))
      if let best, best.order < member.order, !match.isCloser(than: best.match) { continue }
      best = Found(match: match, order: member.order)
    }
    return best
  }

  /// See ``SimilarityIndex/forEachMatch(for:_:)``.
  mutating func forEachMatch(
    for tokens: Span<UInt32>, in table: borrowing SimilarityTable, _ body: (Match) -> Void
  ) {
    collect(from: table)
    for place in 0..<candidates.count {
      let record = candidates[place]
      guard let lcs = overlap(of: tokens, with: record, in: table, atLeast: 0) else { continue }
      let (length, other) = (length, table.records.length(record))
      table.records.forEachMember(of: record) {
        body(Match(id: $0, lcs: lcs, length: length, matchLength: other))
      }
    }
  }

  /// See ``SimilarityIndex/labels(near:)``.
  mutating func labels(near tokens: Span<UInt32>, in table: borrowing SimilarityTable) -> UInt64 {
    collect(from: table)
    return labels(near: tokens, in: table, besides: 0)
  }

  /// The labels of the candidates that are near-duplicates, merged with those `known` already.
  mutating func labels(
    near tokens: Span<UInt32>, in table: borrowing SimilarityTable, besides known: UInt64
  ) -> UInt64 {
    var labels = known
    for place in 0..<candidates.count {
      let added = table.records.labels(of: candidates[place])
      if added & ~labels == 0 { continue }
      if overlap(of: tokens, with: candidates[place], in: table, atLeast: 0) != nil {
        labels |= added
      }
    }
    return labels
  }

  /// The first comparable sequence with the same tokens: nothing can be closer.
  func equal(
    to tokens: Span<UInt32>, in table: borrowing SimilarityTable,
    where isComparable: ((Int) -> Bool)?
  ) -> Found? {
    guard cutoff.need(length, length) <= length, let record = table.equal(to: tokens),
      let member = table.records.member(of: record, where: isComparable)
    else { return nil }
    let match = Match(id: member.id, lcs: length, length: length, matchLength: length)
    return Found(match: match, order: member.order)
  }

  /// The LCS with `record` if they are near-duplicates and it is at least `least`.
  private mutating func overlap(
    of tokens: Span<UInt32>, with record: UInt32, in table: borrowing SimilarityTable,
    atLeast least: Int
  ) -> Int? {
    let other = table.records.tokens(of: record)
    let least = max(least, cutoff.need(length, other.count))
    let differing = difference(table.records.signature(of: record))
    guard differing <= length + other.count - 2 * least else { return nil }
    let lcs = overlap(of: tokens, with: other.span, atLeast: least)
    return lcs >= least ? lcs : nil
  }

  /// The least LCS with a sequence of `other` tokens that is as close as `best`.
  private func leastToReach(_ best: Match?, length other: Int) -> Int {
    guard let best else { return 0 }
    let sum = best.length + best.matchLength
    return (best.lcs * (length + other) + sum - 1) / sum
  }
}

extension Match {
  /// Whether its F1 is higher, as a fraction.
  fileprivate func isCloser(than other: Match) -> Bool {
    lcs * (other.length + other.matchLength) > other.lcs * (length + matchLength)
  }
}

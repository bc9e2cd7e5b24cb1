internal import Base
internal import Store

/// For each kept row the kept row that is nearest to it: what a lower threshold would look at, as
/// rule `nearest`.
struct NearestNeighbours {
  let deduplication: Deduplication
  let floor: Threshold
  let rows: DedupRows

  /// A score with a witness for each row but those that are `dropped`.
  func screening(
    _ dropped: Set<Int>, _ connection: Connection, progress: Deduplication.Progress
  ) throws -> ScreeningDraft {
    let kept = rows.ids.indices.filter { !dropped.contains(rows.ids[$0]) }
    var sequences = TokenSequences()
    for row in kept { sequences.append(rows.sequences[row]) }
    let isComparable = try deduplication.comparable(rows, connection)
    let cutoff = Cutoff(above: floor)
    let matches = try ClosestMatches(cutoff, threads: deduplication.threads).matches(
      of: sequences, in: sequences,
      where: { $0 != $1 && isComparable?(kept[$0], kept[$1]) ?? true }
    ) { (done: Int) throws(any Error) in try progress(done, kept.count) }
    let decisions = matches.indices.compactMap { index in
      matches[index].map { match in
        DecisionDraft(
          .score, rows.ids[kept[index]], match.score, cutoff, deduplication.tokenizer,
          witness: rows.ids[kept[match.id]], reason: "nearest kept row")
      }
    }
    return ScreeningDraft(
      rule: "nearest", scope: deduplication.scope,
      parameters: ["floor": .string(floor.description)],
      examined: kept.count, decisions: decisions)
  }
}

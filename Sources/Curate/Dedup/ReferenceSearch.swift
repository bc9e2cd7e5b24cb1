internal import Base
internal import Store

/// Looks for rows that repeat a text outside of them: a benchmark's question, or a line of a file.
struct ReferenceSearch {
  let deduplication: Deduplication
  let cutoff: Cutoff
  let rows: DedupRows

  /// A drop for each row that repeats one of `reference`, and which.
  func decisions(
    _ reference: Deduplication.Reference, _ connection: Connection,
    progress: Deduplication.Progress
  ) throws -> [DecisionDraft] {
    let (ids, pool) = try pool(reference, connection)
    let matches = try ClosestMatches(cutoff, threads: deduplication.threads).matches(
      of: rows.sequences, in: pool
    ) { (done: Int) throws(any Error) in try progress(done, rows.ids.count) }
    return matches.indices.dropFirst(rows.kept).compactMap { index in
      matches[index].map { match in
        DecisionDraft(
          .drop, rows.ids[index], match.score, cutoff, deduplication.tokenizer,
          witness: ids?[match.id], reason: reason(reference, match.id))
      }
    }
  }

  /// The texts to compare with, and their ids if they have any.
  private func pool(
    _ reference: Deduplication.Reference, _ connection: Connection
  ) throws -> (ids: [Int]?, TokenSequences) {
    switch reference {
    case .texts(_, let texts):
      let rows = try DedupRows(texts, by: deduplication.tokenizer, sharing: rows.vocabulary)
      return (nil, rows.sequences)
    case .benchmark:
      let benchmark = try connection.rows(
        """
        SELECT a.id, a.text FROM artifact AS a JOIN standing AS st ON st.artifact_id = a.id
        WHERE a.kind = 'benchmark' AND st.status = 'live' ORDER BY a.plan_id, a.sequence, a.key
        """
      ) { ($0.int(0), $0.text(1)) }
      guard !benchmark.isEmpty else {
        throw CurationError(
          "there is no benchmark in the file: import one with --as benchmark first")
      }
      let texts = benchmark.map(\.1)
      let rows = try DedupRows(texts, by: deduplication.tokenizer, sharing: rows.vocabulary)
      return (benchmark.map(\.0), rows.sequences)
    }
  }

  private func reason(_ reference: Deduplication.Reference, _ index: Int) -> String {
    switch reference {
    case .benchmark: "near-duplicate of a question of a benchmark"
    case .texts(let name, _): "near-duplicate of row \(index + 1) of \(name)"
    }
  }
}

internal import Base
public import Store

extension Deduplication {
  /// What is told while it works: rows that were compared, and how many there are.
  public typealias Progress = (_ done: Int, _ of: Int) throws -> Void

  /// What it concludes; store it with `Connection.store(_:run:)`.
  ///
  /// It reads the rows that no other rule drops.
  ///
  /// - Throws: ``CurationError`` if the tokenizer would throw away much of the text.
  public func screening(
    _ connection: Connection, progress: Progress
  ) throws -> ScreeningDraft {
    let rows = try DedupRows(self, connection) { try progress(0, 0) }
    return try screening(rows, connection, progress: progress)
  }

  /// As ``screening(_:progress:)``, with the nearest neighbours that were asked for, and limited to
  /// new rows if that was asked for and there was a run before.
  public func screenings(
    _ connection: Connection, progress: Progress
  ) throws -> [ScreeningDraft] {
    let empty = ScreeningDraft(rule: "dedup", scope: scope, examined: 0, decisions: [])
    let earlier = onlyNew ? try EarlierScreening(before: empty, connection) : nil
    let rows = try DedupRows(self, after: earlier, connection) { try progress(0, 0) }
    var draft = try screening(rows, connection, progress: progress)
    try earlier?.requireSame(draft)
    draft.isIncremental = earlier != nil
    draft.examined -= rows.kept
    guard let floor else { return [draft] }
    let nearest = NearestNeighbours(deduplication: self, floor: floor, rows: rows)
    let dropped = Set(draft.decisions.map(\.artifact))
    return [draft, try nearest.screening(dropped, connection, progress: progress)]
  }

  private func screening(
    _ rows: DedupRows, _ connection: Connection, progress: Progress
  ) throws -> ScreeningDraft {
    let cutoff = cutoff ?? Calibration.cutoff(for: rows, tokenizer)
    let decisions =
      if let reference {
        try ReferenceSearch(deduplication: self, cutoff: cutoff, rows: rows)
          .decisions(reference, connection, progress: progress)
      } else {
        try decisions(rows, cutoff, connection, progress: progress)
      }
    return ScreeningDraft(
      rule: "dedup", scope: scope, parameters: parameters(cutoff), examined: rows.ids.count,
      decisions: decisions)
  }

  private func decisions(
    _ rows: DedupRows, _ cutoff: Cutoff, _ connection: Connection, progress: Progress
  ) throws -> [DecisionDraft] {
    let findings = try NearDuplicates(cutoff, threads: threads).findings(
      in: rows.sequences, keeping: rows.kept, comparable: try comparable(rows, connection)
    ) { (done: Int) throws(any Error) in try progress(done, rows.ids.count) }
    return findings.map { finding in
      DecisionDraft(
        .drop, rows.ids[finding.index], finding.score, cutoff, tokenizer,
        witness: rows.ids[finding.witness], reason: "near-duplicate of an earlier row")
    }
  }

  private func parameters(_ cutoff: Cutoff) -> JSON {
    let parameters: JSON = [
      "threshold": .string(cutoff.threshold.description), "ties": .string(cutoff.ties.rawValue),
    ]
    return parameters.setting("order", order == .canonical ? nil : .string(order.rawValue))
      .setting("within", within.map { .string($0.rawValue) })
      .setting("same_chain", includesChains ? true : nil)
  }

  /// Whether two rows, by their places, are to be compared; nil if all are.
  func comparable(
    _ rows: DedupRows, _ connection: Connection
  ) throws -> ((Int, Int) -> Bool)? {
    let chain = includesChains ? nil : try chains(rows, connection)
    let group = rows.groups.isEmpty ? nil : rows.groups
    guard chain != nil || group != nil else { return nil }
    return { later, earlier in
      if let group, group[later] != group[earlier] { return false }
      guard let chain else { return true }
      return chain[later] != chain[earlier]
    }
  }

  /// For each row the first of its evolution chain; nil without any chains.
  private func chains(_ rows: DedupRows, _ connection: Connection) throws -> [Int]? {
    let edges = try connection.rows(
      "SELECT child_id, parent_id FROM lineage WHERE role = 'evolved_from' ORDER BY child_id"
    ) { ($0.int(0), $0.int(1)) }
    guard !edges.isEmpty else { return nil }
    // A parent's id is smaller than its child's, so its root is known when the child's turn comes.
    var roots: [Int: Int] = [:]
    for (child, parent) in edges { roots[child] = roots[parent] ?? parent }
    return rows.ids.map { roots[$0] ?? $0 }
  }
}

extension DecisionDraft {
  /// A verdict because of a similarity, with all that proves it.
  init(
    _ verdict: Verdict, _ artifact: Int, _ score: RougeScore, _ cutoff: Cutoff,
    _ tokenizer: Tokenizer, witness: Int?, reason: String
  ) {
    self.init(
      verdict, artifact, value: score.f, threshold: cutoff.threshold.double, witness: witness,
      reason: reason,
      evidence: [
        "lcs": JSON(score.overlap), "length": JSON(score.predictionLength),
        "witness_length": JSON(score.targetLength), "tokenizer": .string(tokenizer.rawValue),
      ])
  }
}

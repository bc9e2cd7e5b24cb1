internal import Base
public import Store

/// Removal of near-duplicates by exact ROUGE-L, first come first kept in canonical order, as rule
/// `dedup` (Self-Instruct, section 2.2: above 0.7).
public struct Deduplication: Sendable {
  /// What is compared.
  public var target: Target
  /// What a token is.
  public var tokenizer: Tokenizer
  /// Above what two rows are near-duplicates.
  public var cutoff: Cutoff
  /// Which rows: a condition over the view of the kind; nil for all.
  public var condition: String?
  /// At most this many rows, in canonical order.
  public var limit: Int?

  /// What of a row is compared with that of others.
  public enum Target: String, Sendable, CaseIterable {
    /// Instruction and input together.
    case question
    /// The instruction alone.
    case instruction
    /// The answer.
    case answer

    /// What the rows are.
    public var kind: Kind { self == .answer ? .answer : .question }
  }

  /// Removal of near-duplicates.
  public init(
    target: Target = .question, tokenizer: Tokenizer = .unicode,
    cutoff: Cutoff = Cutoff(above: .selfInstruct), condition: String? = nil, limit: Int? = nil
  ) {
    self.target = target
    self.tokenizer = tokenizer
    self.cutoff = cutoff
    self.condition = condition
    self.limit = limit
  }

  /// What it concludes; store it with `Connection.store(_:run:)`.
  ///
  /// It reads the rows that no other rule drops. `progress` is told how many rows are compared.
  ///
  /// - Throws: ``CurationError`` if the tokenizer would throw away much of the text.
  public func screening(
    _ connection: Connection, progress: (_ done: Int, _ of: Int) throws -> Void
  ) throws -> ScreeningDraft {
    let rows = try DedupRows(self, connection)
    let findings = try NearDuplicates(cutoff).findings(
      in: rows.sequences, comparable: try chains(rows, connection)
    ) { (done: Int) throws(any Error) in try progress(done, rows.ids.count) }
    return ScreeningDraft(
      rule: "dedup", scope: scope, parameters: parameters, examined: rows.ids.count,
      decisions: findings.map { decision($0, rows) })
  }

  /// Which rows, how compared: a later search of the same scope takes the place of an earlier one.
  var scope: JSON {
    [
      "kind": .string(target.kind.rawValue), "on": .string(target.rawValue),
      "tokenizer": .string(tokenizer.rawValue), "where": JSON(condition),
      "limit": limit.map { JSON($0) } ?? .null,
    ]
  }

  private var parameters: JSON {
    [
      "threshold": .number(cutoff.threshold.description), "ties": .string(cutoff.ties.rawValue),
    ]
  }

  private func decision(_ finding: NearDuplicates.Finding, _ rows: DedupRows) -> DecisionDraft {
    let score = RougeScore(
      overlap: finding.lcs, targetLength: finding.witnessLength, predictionLength: finding.length)
    return DecisionDraft(
      .drop, rows.ids[finding.index], value: score.f, threshold: cutoff.threshold.double,
      witness: rows.ids[finding.witness], reason: "near-duplicate of an earlier row",
      evidence: [
        "lcs": JSON(finding.lcs), "length": JSON(finding.length),
        "witness_length": JSON(finding.witnessLength), "tokenizer": .string(tokenizer.rawValue),
      ])
  }

  /// False for pairs of one evolution chain, which resemble each other by design; nil without any.
  private func chains(
    _ rows: DedupRows, _ connection: Connection
  ) throws -> ((Int, Int) -> Bool)? {
    let edges = try connection.rows(
      "SELECT child_id, parent_id FROM lineage WHERE role = 'evolved_from' ORDER BY child_id"
    ) { ($0.int(0), $0.int(1)) }
    guard !edges.isEmpty else { return nil }
    // A parent's id is smaller than its child's, so its root is known when the child's turn comes.
    var roots: [Int: Int] = [:]
    for (child, parent) in edges { roots[child] = roots[parent] ?? parent }
    let chain = rows.ids.map { roots[$0] ?? $0 }
    return { later, earlier in chain[later] != chain[earlier] }
  }
}

internal import Base

/// What a person concludes about artifacts.
public struct Judgement: Sendable {
  /// `accept` or `reject`.
  public var verdict: Verdict
  /// The artifacts, heads all of them.
  public var artifacts: [Int]
  /// Why, in a sentence.
  public var reason: String?

  /// A judgement on `artifacts`.
  public init(_ verdict: Verdict, _ artifacts: [Int], reason: String? = nil) {
    self.verdict = verdict
    self.artifacts = artifacts
    self.reason = reason
  }
}

extension Connection {
  /// Stores what a person concluded, one screening for each kind of artifact.
  ///
  /// - Throws: ``StoreError`` if one of them is not there, or is not the newest version of its item.
  public func store(_ judgement: Judgement, run: Int) throws {
    let ids = Set(judgement.artifacts).sorted()
    let kinds = try Dictionary(grouping: ids) { try kindOfHead($0) }
    for (kind, ids) in kinds.sorted(by: { $0.key < $1.key }) {
      let decisions = ids.map { DecisionDraft(judgement.verdict, $0, reason: judgement.reason) }
      try store(
        ScreeningDraft(
          rule: "person", scope: ["kind": .string(kind)], isIncremental: true,
          examined: ids.count, decisions: decisions),
        run: run)
    }
  }

  private func kindOfHead(_ id: Int) throws -> String {
    let kind = try first(
      "SELECT kind FROM standing WHERE artifact_id = ?", [.integer(id)]
    ) { $0.text(0) }
    if let kind { return kind }
    _ = try knownGlimpse(id)
    let head = try headGlimpse(of: id).map { "\($0.id)" } ?? "another"
    throw StoreError("artifact \(id) is an earlier version: judge \(head), the newest")
  }

  /// The heads that were made from `artifacts`, directly or not, along every role.
  public func headsMade(from artifacts: [Int]) throws -> [Int] {
    try rows(
      """
      WITH RECURSIVE below (id) AS (
        SELECT l.child_id FROM json_each(?) AS j JOIN lineage AS l ON l.parent_id = j.value
        UNION SELECT l.child_id FROM below AS b JOIN lineage AS l ON l.parent_id = b.id)
      SELECT b.id FROM below AS b JOIN standing AS s ON s.artifact_id = b.id ORDER BY b.id
      """, [Value(JSON.array(artifacts.map { JSON($0) }))]
    ) { $0.int(0) }
  }
}

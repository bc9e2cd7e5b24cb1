internal import Base
internal import Store

/// The rows that near-duplicates are looked for in, as tokens, in canonical order.
struct DedupRows {
  private(set) var ids: [Int] = []
  private(set) var sequences = TokenSequences()

  init(_ deduplication: Deduplication, _ connection: Connection) throws {
    var vocabulary = Vocabulary()
    var coverage = Coverage()
    let tokenizer = deduplication.tokenizer
    let scope = Value(deduplication.scope.canonical)
    try connection.forEachRow(DedupRows.query(deduplication), [scope]) { row in
      let text = joined(row.text(1), row.optionalText(2))
      coverage.note(text, tokenizer)
      sequences.append(text, by: tokenizer, in: &vocabulary)
      ids.append(row.int(0))
      return true
    }
    try coverage.require(of: tokenizer)
  }

  /// Heads that are live, and those that only an earlier screening of the same scope drops.
  private static func query(_ deduplication: Deduplication) -> String {
    let kind = deduplication.target.kind
    let input = deduplication.target == .question ? "a.attributes ->> 'input'" : "NULL"
    let condition = deduplication.condition.map {
      "AND a.id IN (SELECT id FROM \(kind == .answer ? "answers" : "questions") WHERE (\n\($0)\n))"
    }
    return """
      SELECT a.id, a.text, \(input) FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id
      WHERE a.kind = '\(kind.rawValue)' \(condition ?? "") AND (st.status = 'live'
        OR st.status = 'dropped'
          AND NOT EXISTS (
            SELECT 1 FROM decision AS d JOIN screening AS sc ON sc.id = d.screening_id
            WHERE d.artifact_id = a.id AND d.verdict = 'drop' AND sc.state = 'active'
              AND NOT (sc.rule = 'dedup' AND sc.scope = ?))
          AND NOT EXISTS (
            SELECT 1 FROM lineage AS l JOIN role AS r ON r.name = l.role AND r.passes_dropped
            JOIN standing AS p ON p.artifact_id = l.parent_id AND p.status = 'dropped'
            WHERE l.child_id = a.id))
      ORDER BY a.plan_id, a.sequence, a.key \(deduplication.limit.map { "LIMIT \($0)" } ?? "")
      """
  }
}

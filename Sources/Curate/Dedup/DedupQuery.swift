internal import Base
internal import Store

/// The SQL that reads the rows: heads that are live, and those that only an earlier screening of the
/// same scope drops; of a run over new rows, live ones only, the known before the new.
struct DedupQuery {
  let deduplication: Deduplication
  /// What an earlier run looked at, of a run over new rows.
  let earlier: EarlierScreening?

  /// Id, text, input, group; ``parameters`` are bound to it.
  var sql: String {
    let kind = deduplication.target.kind
    let limit = deduplication.limit.map { "LIMIT \($0)" } ?? ""
    return """
      SELECT a.id, a.text, \(input), \(group) FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id
      WHERE a.kind = '\(kind.rawValue)' \(condition) AND (st.status = 'live' \(dropped))
      ORDER BY \(order) \(limit)
      """
  }

  /// The scope, and what the earlier run passed over.
  var parameters: [Value] {
    [Value(deduplication.scope.canonical)] + (earlier.map { [$0.passedOverList] } ?? [])
  }

  private var input: String {
    deduplication.target == .question ? "a.attributes ->> 'input'" : "NULL"
  }

  private var view: String { deduplication.target == .answer ? "answers" : "questions" }

  private var condition: String {
    guard let condition = deduplication.condition else { return "" }
    return "AND a.id IN (SELECT id FROM \(view) WHERE (\n\(condition)\n))"
  }

  private var dropped: String {
    // The parameter is used here or not at all: it must be named so that it can always be bound.
    let scope = "OR 0 AND ?1 IS NULL"
    guard earlier == nil else { return scope }
    return """
      OR st.status = 'dropped'
        AND NOT EXISTS (
          SELECT 1 FROM decision AS d JOIN screening AS sc ON sc.id = d.screening_id
          WHERE d.artifact_id = a.id AND d.verdict = 'drop' AND sc.state = 'active'
            AND NOT (sc.rule = 'dedup' AND sc.scope = ?1))
        AND NOT EXISTS (
          SELECT 1 FROM lineage AS l JOIN role AS r ON r.name = l.role AND r.passes_dropped
          JOIN standing AS p ON p.artifact_id = l.parent_id AND p.status = 'dropped'
          WHERE l.child_id = a.id)
      """
  }

  /// What only rows that have it in common are compared for; an answer has its question's.
  private var group: String {
    guard let within = deduplication.within else { return "NULL" }
    let question = deduplication.target == .answer ? "st.question_id" : "a.id"
    return "(SELECT g.\(within.rawValue) FROM questions AS g WHERE g.id = \(question))"
  }

  private var order: String {
    let known = earlier.map { $0.isNew("a.id") + ", " } ?? ""
    let best =
      switch deduplication.order {
      case .canonical: ""
      case .length: "length(a.text) + ifnull(length(\(input)), 0) DESC, "
      case .judge:
        """
        (SELECT avg(d.value) FROM decision AS d
          JOIN screening AS sc ON sc.id = d.screening_id AND sc.state = 'active'
          WHERE d.verdict = 'score' AND sc.rule = 'judge/quality' AND (d.artifact_id = a.id
            OR d.artifact_id IN (SELECT c.artifact_id FROM standing AS c
              WHERE c.question_id = a.id AND c.chosen = 1))) DESC NULLS LAST,
        """
      }
    return "\(known)\(best) a.plan_id, a.sequence, a.key"
  }
}

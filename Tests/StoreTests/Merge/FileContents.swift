@testable import Store

extension Connection {
  /// Everything in the file that merging brings, with keys in place of ids and in an order of its
  /// own: two files that say the same have the same contents.
  func contentsByKey() throws -> [String: [[Value]]] {
    var contents: [String: [[Value]]] = [:]
    for (name, sql) in FileContents.queries { contents[name] = try table(sql).sorted(by: isBefore) }
    return contents
  }

  private func isBefore(_ left: [Value], _ right: [Value]) -> Bool { "\(left)" < "\(right)" }
}

private enum FileContents {
  private static func key(_ column: String, of table: String = "artifact") -> String {
    "(SELECT x.key FROM \(table) AS x WHERE x.id = \(column))"
  }

  /// A decision by its run and its place among what that run decided.
  private static func decision(_ column: String) -> String {
    """
    (SELECT r.key || ' ' || (SELECT count(*) FROM decision AS e JOIN screening AS f
        ON f.id = e.screening_id WHERE f.run_id = s.run_id AND e.id <= d.id)
      FROM decision AS d JOIN screening AS s ON s.id = d.screening_id JOIN run AS r ON r.id = s.run_id
      WHERE d.id = \(column))
    """
  }

  private static let screening =
    "(SELECT y.key || ' ' || s.rule || s.scope || (SELECT count(*) "
    + "FROM screening AS z WHERE z.run_id = s.run_id AND z.id <= s.id) "
    + "FROM screening AS s JOIN run AS y ON y.id = s.run_id WHERE s.id = "

  static let queries: [String: String] = [
    "artifact": """
    SELECT key, \(key("artifact.item_id")), version, kind, text, attributes, origin, language, method,
      \(key("artifact.plan_id", of: "plan")), sequence, (SELECT c.fingerprint || c.started_at
        FROM call AS c WHERE c.id = artifact.call_id), created_at FROM artifact
    """,
    "lineage":
      "SELECT \(key("lineage.child_id")), \(key("lineage.parent_id")), role, position FROM lineage",
    "imported": "SELECT source, kind, external_id, \(key("imported.item_id")) FROM imported",
    "standing": """
    SELECT \(key("standing.artifact_id")), kind, status, chosen, \(key("standing.question_id")),
      \(key("standing.discipline_id")), \(key("standing.subject_id")), \(key("standing.conversation_id")), turn,
      \(decision("standing.decision_id")), dropped_by FROM standing
    """,
    "plan": "SELECT key, method, parameters, seed, created_at FROM plan",
    "plan order": "SELECT group_concat(key) FROM (SELECT key FROM plan ORDER BY id)",
    "stage": """
    SELECT \(key("plan_stage.plan_id", of: "plan")), stage, endpoint, model, settings
    FROM plan_stage
    """,
    "unit": """
    SELECT key, \(key("unit.plan_id", of: "plan")), stage, \(key("unit.parent_id")), ordinal, retry,
      sequence, state, class, message FROM unit
    """,
    "call": """
    SELECT \(key("call.unit_id", of: "unit")), attempt, fingerprint, class, response, started_at,
      (SELECT v.request FROM calls AS v WHERE v.id = call.id) FROM call
    """,
    "run": "SELECT key, command, state, started_at FROM run WHERE command <> 'seedbed merge'",
    "screening": """
    SELECT \(screening)screening.id), examined, state, \(screening)screening.superseded_by)
    FROM screening
    """,
    "decision": """
    SELECT \(decision("decision.id")), \(key("decision.artifact_id")), verdict, value,
      \(key("decision.witness_id"))
    FROM decision
    """,
  ]
}

internal import Base
internal import Engine
public import Store

/// Judgements of one rule that a run stored.
public struct JudgementCount: Sendable, Hashable {
  /// `judge/quality`, and so on.
  public let rule: String
  /// How many.
  public let count: Int
}

extension Judging {
  /// Stores what the judges said and what is not stored yet, as decisions with their calls.
  ///
  /// It is read from the calls, which are kept whole: so nothing is lost by a kill between the two,
  /// and what was undone comes back without asking again.
  public func collect(_ connection: Connection, run: Int) throws -> [JudgementCount] {
    var counts: [JudgementCount] = []
    for judge in judges {
      for (found, draft) in try screenings(judge, connection) {
        try connection.store(draft, run: run)
        counts.append(JudgementCount(rule: draft.rule, count: found))
      }
    }
    return counts
  }

  private func screenings(
    _ judge: Judge, _ connection: Connection
  ) throws -> [(Int, ScreeningDraft)] {
    var (rules, examined): ([(rule: String, decisions: [DecisionDraft])], Int) = ([], 0)
    for plan in try plans(of: judge, connection) {
      try connection.forEachRow(
        Judging.unread, [.integer(plan), .text(judge.plan.name)]
      ) { row in
        examined += 1
        guard let reply = JudgeReply(response: row.text(3), judge.task) else { return true }
        let found = judge.decisions(reply, row.int(0), ordinal: row.int(1), call: row.int(2))
        for (rule, decision) in found {
          if let place = rules.firstIndex(where: { $0.rule == rule }) {
            rules[place].decisions.append(decision)
          } else {
            rules.append((rule, [decision]))
          }
        }
        return true
      }
    }
    return try rules.map { rule, decisions in
      (decisions.count, try draft(rule, judge, decisions, examined, connection))
    }
  }

  private func draft(
    _ rule: String, _ judge: Judge, _ decisions: [DecisionDraft], _ examined: Int,
    _ connection: Connection
  ) throws -> ScreeningDraft {
    let stage = judge.plan
    let scope: JSON = [
      "kind": .string(judge.task.kind.rawValue), "model": .string(stage.model),
      "prompt": .string(stage.prompt.hash.text), "settings": stage.settings.canonical,
    ]
    let earlier = try connection.int(
      "SELECT count(*) FROM screening WHERE rule = ? AND scope = ? AND state = 'active'",
      [.text(rule), Value(scope.canonical)])
    return ScreeningDraft(
      rule: rule, version: stage.version, scope: scope, isIncremental: earlier > 0,
      examined: examined, decisions: decisions)
  }

  /// The plans in which just this judge was asked, whatever their rows.
  private func plans(of judge: Judge, _ connection: Connection) throws -> [Int] {
    let identity = judge.plan.identity
    return try connection.rows("SELECT id FROM plan WHERE method = 'judge' ORDER BY id") {
      $0.int(0)
    }
    .filter { try connection.planStage(judge.plan.name, of: $0)?.identity == identity }
  }

  /// Answered units of a plan's stage whose call no active decision names.
  private static let unread = """
    SELECT u.parent_id, u.ordinal, c.id, c.response
    FROM unit AS u
    JOIN call AS c ON c.unit_id = u.id AND c.class IS NULL AND c.response IS NOT NULL
    WHERE u.plan_id = ? AND u.stage = ? AND u.state = 'done'
      AND c.attempt = (SELECT max(m.attempt) FROM call AS m WHERE m.unit_id = u.id)
      AND NOT EXISTS (
        SELECT 1 FROM decision AS d
        JOIN screening AS s ON s.id = d.screening_id AND s.state = 'active'
        WHERE d.call_id = c.id)
    ORDER BY u.id
    """
}

internal import Base
public import Store

/// Applies rules of quality to questions and answers, each rule as a screening of its own.
public struct Filter: Sendable {
  /// The rules, in their order.
  public var rules: [Rule]
  /// Numbers that replace a rule's defaults, by `rule.parameter`.
  public var settings: [String: Double]
  /// Which pairs: a condition over the view `questions`; nil for all.
  public var condition: String?

  /// A filter by `rules`.
  public init(rules: [Rule] = Rule.all, settings: [String: Double] = [:], condition: String? = nil)
  {
    self.rules = rules
    self.settings = settings
    self.condition = condition
  }

  /// What each rule concludes; store each with `Connection.store(_:run:)`.
  ///
  /// Every head is looked at that is neither rejected nor stale, whatever other rules say of it.
  public func screenings(
    _ connection: Connection, progress: (Int) throws -> Void
  ) throws -> [ScreeningDraft] {
    var seen = 0
    return try [Kind.question, .answer].flatMap { kind in
      let rules = rules.filter { $0.kinds.contains(kind) }
      var drafts = rules.map { draft($0, kind) }
      guard !rules.isEmpty else { return drafts }
      try connection.forEachRow(query(kind)) { row in
        let pair = Filter.pair(row)
        for index in rules.indices { judge(pair, row.int(0), rules[index], &drafts[index]) }
        seen += 1
        if seen % 1024 == 0 { try progress(seen) }
        return true
      }
      return drafts
    }
  }

  private func draft(_ rule: Rule, _ kind: Kind) -> ScreeningDraft {
    ScreeningDraft(
      rule: rule.name, version: rule.version,
      scope: ["kind": .string(kind.rawValue), "where": JSON(condition)],
      parameters: .object(
        parameters(rule).sorted { $0.key < $1.key }.map {
          JSON.Member($0.key, JSON($0.value))
        }), examined: 0, decisions: [])
  }

  private func parameters(_ rule: Rule) -> [String: Double] {
    var values: [String: Double] = [:]
    for parameter in rule.parameters {
      values[parameter.name] = settings["\(rule.name).\(parameter.name)"] ?? parameter.standard
    }
    return values
  }

  private func judge(_ pair: Pair, _ id: Int, _ rule: Rule, _ draft: inout ScreeningDraft) {
    draft.examined += 1
    guard let finding = rule.judge(pair, parameters(rule)) else { return }
    draft.decisions.append(
      DecisionDraft(
        .drop, id, value: finding.value, threshold: finding.threshold, reason: finding.reason))
  }

  private static func pair(_ row: borrowing Row) -> Pair {
    var question = row.text(1)
    if let input = row.optionalText(2), !input.isEmpty { question += "\n" + input }
    return Pair(
      question: question, answer: row.optionalText(3), finishReason: row.optionalText(4),
      language: row.optionalText(5))
  }

  private func query(_ kind: Kind) -> String {
    let only = condition.map { "AND q.id IN (SELECT id FROM questions WHERE (\n\($0)\n))" } ?? ""
    guard kind == .answer else {
      return """
        SELECT q.id, q.text, q.attributes ->> 'input', NULL, NULL, q.language FROM artifact AS q
        JOIN standing AS st ON st.artifact_id = q.id
        WHERE q.kind = 'question' AND st.status IN ('live', 'dropped') \(only) ORDER BY q.id
        """
    }
    return """
      SELECT a.id, q.text, q.attributes ->> 'input', a.text,
        coalesce(c.finish_reason, a.attributes ->> 'finish_reason'), q.language
      FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id
      JOIN artifact AS q ON q.id = st.question_id
      LEFT JOIN call AS c ON c.id = a.call_id
      WHERE a.kind = 'answer' AND st.status IN ('live', 'dropped') \(only) ORDER BY a.id
      """
  }
}

internal import Base
public import Store

/// Applies rules of quality to questions and answers, each rule as a screening of its own.
public struct Filter: Sendable {
  /// The rules.
  public var rules: [Rule]
  /// Values that replace a rule's defaults, by `rule.parameter`.
  public var settings: [String: Rule.Setting]
  /// Verdicts that replace a rule's default, by its name.
  public var verdicts: [String: Verdict]
  /// Rules that the user wrote.
  public var conditions: [ConditionRule]
  /// Which pairs: a condition over the view `questions`; nil for all.
  public var condition: String?

  /// A filter by `rules`.
  public init(
    rules: [Rule] = Rule.all, settings: [String: Rule.Setting] = [:],
    verdicts: [String: Verdict] = [:], conditions: [ConditionRule] = [], condition: String? = nil
  ) {
    self.rules = rules
    self.settings = settings
    self.verdicts = verdicts
    self.conditions = conditions
    self.condition = condition
  }

  /// What each rule concludes; store each with `Connection.store(_:run:)`.
  ///
  /// Every head is looked at that is neither rejected nor stale, whatever other rules say of it.
  /// `progress` is told how many rows are done.
  public func screenings(
    _ connection: Connection, progress: (Int) throws -> Void
  ) throws -> [ScreeningDraft] {
    var seen = 0
    var drafts: [ScreeningDraft] = []
    for kind in [Kind.question, .answer] {
      var applied = rules.filter { $0.kinds.contains(kind) }.map { application($0, kind) }
      guard !applied.isEmpty else { continue }
      try connection.forEachRow(query(kind)) { row in
        let pair = Filter.pair(row)
        for index in applied.indices { applied[index].judge(pair, row.int(0)) }
        seen += 1
        if seen % 1024 == 0 { try progress(seen) }
        return true
      }
      drafts += applied.map(\.draft)
    }
    return try drafts + conditions.map { try $0.screening(connection, only: condition) }
  }

  private func application(_ rule: Rule, _ kind: Kind) -> RuleApplication {
    var values: [String: Rule.Setting] = [:]
    for parameter in rule.parameters {
      values[parameter.name] = settings["\(rule.name).\(parameter.name)"] ?? parameter.standard
    }
    let verdict = verdicts[rule.name] ?? rule.verdict
    let changed = rule.parameters.compactMap { parameter -> JSON.Member? in
      let value = values[parameter.name] ?? parameter.standard
      // A list that is the rule's own would be a page of words in every screening.
      if case .list = value, value == parameter.standard { return nil }
      return JSON.Member(parameter.name, value.json)
    }
    return RuleApplication(
      verdict: verdict, judge: rule.prepare(RuleSettings(values)),
      draft: ScreeningDraft(
        rule: rule.name, version: rule.version,
        scope: ["kind": .string(kind.rawValue), "where": JSON(condition)],
        parameters: .object(changed + [JSON.Member("verdict", .string(verdict.rawValue))]),
        examined: 0, decisions: []))
  }

  private static func pair(_ row: borrowing Row) -> Pair {
    Pair(
      question: row.text(1), input: row.optionalText(2), answer: row.optionalText(3),
      finishReason: row.optionalText(4), language: row.optionalText(5))
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

/// A rule at work on one kind of rows.
private struct RuleApplication {
  let verdict: Verdict
  let judge: Rule.Judge
  var draft: ScreeningDraft

  mutating func judge(_ pair: Pair, _ id: Int) {
    draft.examined += 1
    guard let finding = judge(pair) else { return }
    draft.decisions.append(
      DecisionDraft(
        verdict, id, value: finding.value, threshold: finding.threshold, reason: finding.reason))
  }
}

extension Rule.Setting {
  /// The value as table `screening` keeps it.
  var json: JSON {
    switch self {
    case .number(let number): JSON(number)
    case .list(let list): .array(list.map { .string($0) })
    }
  }
}

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
  /// True to look only at rows that came after the last run of the same rule and condition.
  public var onlyNew = false

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
  ///
  /// - Throws: ``CurationError`` if only new rows are to be looked at, and a rule judged those before
  ///   in another way; `QueryError` for a condition that SQLite cannot read.
  public func screenings(
    _ connection: Connection, progress: (Int) throws -> Void
  ) throws -> [ScreeningDraft] {
    var seen = 0
    var drafts: [ScreeningDraft] = []
    for kind in [Kind.question, .answer] {
      var applied = try rules.filter { $0.kinds.contains(kind) }.map {
        try application($0, kind, connection)
      }
      guard !applied.isEmpty else { continue }
      try connection.forEachRow(query(kind, applied.map(\.earlier))) { row in
        let pair = Filter.pair(row)
        for index in applied.indices { applied[index].judge(pair, row.int(0)) }
        seen += 1
        if seen % 1024 == 0 { try progress(seen) }
        return true
      }
      drafts += applied.map(\.draft)
    }
    return try drafts
      + conditions.map { try $0.screening(connection, only: condition, onlyNew: onlyNew) }
  }

  private func application(
    _ rule: Rule, _ kind: Kind, _ connection: Connection
  ) throws -> RuleApplication {
    let values = values(of: rule)
    let draft = draft(rule, kind, values)
    let earlier = try onlyNew ? EarlierScreening(before: draft, connection) : nil
    try earlier?.requireSame(draft)
    return RuleApplication(
      verdict: verdict(of: rule), judge: rule.prepare(RuleSettings(values)), earlier: earlier,
      draft: draft)
  }

  private func verdict(of rule: Rule) -> Verdict { verdicts[rule.name] ?? rule.verdict }

  private func values(of rule: Rule) -> [String: Rule.Setting] {
    var values: [String: Rule.Setting] = [:]
    for parameter in rule.parameters {
      values[parameter.name] = settings["\(rule.name).\(parameter.name)"] ?? parameter.standard
    }
    return values
  }

  private func draft(
    _ rule: Rule, _ kind: Kind, _ values: [String: Rule.Setting]
  ) -> ScreeningDraft {
    let changed = rule.parameters.compactMap { parameter -> JSON.Member? in
      let value = values[parameter.name] ?? parameter.standard
      // A list that is the rule's own would be a page of words in every screening.
      if case .list = value, value == parameter.standard { return nil }
      return JSON.Member(parameter.name, value.json)
    }
    return ScreeningDraft(
      rule: rule.name, version: rule.version,
      scope: ["kind": .string(kind.rawValue), "where": JSON(condition)],
      parameters: .object(changed + [JSON.Member("verdict", .string(verdict(of: rule).rawValue))]),
      examined: 0, decisions: [])
  }

  private static func pair(_ row: borrowing Row) -> Pair {
    Pair(
      question: row.text(1), input: row.optionalText(2), answer: row.optionalText(3),
      finishReason: row.optionalText(4), language: row.optionalText(5))
  }

  private func query(_ kind: Kind, _ earlier: [EarlierScreening?]) -> String {
    let only = condition.map { "AND q.id IN (SELECT id FROM questions WHERE (\n\($0)\n))" } ?? ""
    let new = EarlierScreening.condition(earlier, kind == .answer ? "a.id" : "q.id")
    guard kind == .answer else {
      return """
        SELECT q.id, q.text, q.attributes ->> 'input', NULL, NULL, q.language FROM artifact AS q
        JOIN standing AS st ON st.artifact_id = q.id
        WHERE q.kind = 'question' AND st.status IN ('live', 'dropped') \(only) AND \(new)
        ORDER BY q.id
        """
    }
    return """
      SELECT a.id, q.text, q.attributes ->> 'input', a.text,
        coalesce(c.finish_reason, a.attributes ->> 'finish_reason'), q.language
      FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id
      JOIN artifact AS q ON q.id = st.question_id
      LEFT JOIN call AS c ON c.id = a.call_id
      WHERE a.kind = 'answer' AND st.status IN ('live', 'dropped') \(only) AND \(new)
      ORDER BY a.id
      """
  }
}

/// A rule at work on one kind of rows.
private struct RuleApplication {
  let verdict: Verdict
  let judge: Rule.Judge
  let earlier: EarlierScreening?
  var draft: ScreeningDraft

  init(
    verdict: Verdict, judge: @escaping Rule.Judge, earlier: EarlierScreening?,
    draft: ScreeningDraft
  ) {
    (self.verdict, self.judge, self.earlier, self.draft) = (verdict, judge, earlier, draft)
    self.draft.isIncremental = earlier != nil
  }

  mutating func judge(_ pair: Pair, _ id: Int) {
    guard earlier?.isNew(id) ?? true else { return }
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

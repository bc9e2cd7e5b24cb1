internal import Base
public import Store

/// A rule that a user wrote: a name, and SQL that holds for what is at fault.
///
/// The condition sees `question`, `input`, `system`, `language`, `method`, `discipline` and `subject`;
/// one that also names `answer`, `model` or `finish_reason` judges answers, any other questions.
public struct ConditionRule: Sendable, Hashable {
  /// Its name in tables and flags.
  public let name: String
  /// The condition.
  public let condition: String
  /// What it does with what it finds.
  public var verdict: Verdict

  /// The rule written as `name: condition`.
  ///
  /// - Throws: ``CurationError`` if it is not written so, or has the name of a built-in rule.
  public init(_ text: String, verdict: Verdict = .drop) throws(CurationError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0]).trimmed
    guard parts.count == 2, !name.isEmpty else {
      throw CurationError("\"\(text)\" is no rule: write a name, a colon and a condition")
    }
    guard name.utf8.allSatisfy(ConditionRule.isAllowed) else {
      throw CurationError(
        "the rule's name \(name) may have small letters, digits and hyphens only")
    }
    guard Rule.named(name) == nil, !ConditionRule.reserved.contains(name) else {
      throw CurationError("there is a rule \(name) already: give yours another name")
    }
    self.name = name
    condition = String(parts[1]).trimmed
    guard !condition.isEmpty else { throw CurationError("the rule \(name) has no condition") }
    self.verdict = verdict
  }

  /// Names that other commands store their decisions under.
  private static let reserved: Set = ["dedup", "person", "limit", "repeat"]

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }

  /// What it concludes about the questions, or their answers, for which `only` holds; about new ones
  /// alone if `onlyNew`.
  ///
  /// - Throws: `QueryError` for a condition that SQLite cannot read, ``CurationError`` if the rows
  ///   before were judged by another one.
  func screening(
    _ connection: Connection, only: String?, onlyNew: Bool
  ) throws -> ScreeningDraft {
    let kind = try self.kind(connection)
    var draft = ScreeningDraft(
      rule: name, scope: ["kind": .string(kind.rawValue), "where": JSON(only)],
      parameters: ["condition": .string(condition), "verdict": .string(verdict.rawValue)],
      examined: 0, decisions: [])
    let earlier = try onlyNew ? EarlierScreening(before: draft, connection) : nil
    try earlier?.requireSame(draft)
    draft.isIncremental = earlier != nil
    let new = EarlierScreening.condition([earlier], "r.id")
    try connection.query(
      "SELECT r.id, (\n\(condition)\n) IS TRUE FROM \(rows(kind, only)) WHERE \(new)",
      columns: { _ in }
    ) { row in
      guard earlier?.isNew(row.int(0)) ?? true else { return }
      draft.examined += 1
      guard row.int(1) != 0 else { return }
      draft.decisions.append(DecisionDraft(verdict, row.int(0), reason: condition))
    }
    return draft
  }

  /// What the condition is about: questions, unless it needs a column that only answers have.
  func kind(_ connection: Connection) throws -> Kind {
    do {
      try check(.question, connection)
      return .question
    } catch is QueryError {
      try check(.answer, connection)
      return .answer
    }
  }

  private func check(_ kind: Kind, _ connection: Connection) throws {
    try connection.requireCondition(condition, over: rows(kind, nil))
  }

  /// What the condition sees, as a table `r`.
  private func rows(_ kind: Kind, _ only: String?) -> String {
    let columns = """
      q.text AS question, q.input AS input, q.system AS system, q.language AS language,
        q.method AS method, q.discipline AS discipline, q.subject AS subject
      """
    let only = only.map { "AND (\n\($0)\n)" } ?? ""
    let rows =
      kind == .question
      ? """
      SELECT q.id AS id, \(columns) FROM (SELECT * FROM questions WHERE 1 \(only)) AS q
        WHERE q.status IN ('live', 'dropped')
      """
      : """
      SELECT a.id AS id, \(columns), a.text AS answer, a.model AS model,
        a.finish_reason AS finish_reason
        FROM answers AS a JOIN (SELECT * FROM questions WHERE 1 \(only)) AS q ON q.id = a.question_id
        WHERE a.status IN ('live', 'dropped')
      """
    return "(\n\(rows)\n) AS r"
  }
}

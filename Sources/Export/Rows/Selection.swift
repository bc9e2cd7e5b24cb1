internal import Formats
internal import Store

/// Which examples are exported, as SQL: the view `examples` in canonical order, or the rows of an
/// earlier export.
///
/// The view's tables are joined here once more so that the rows come in order from an index, without
/// sorting their texts: `q` and `a` are the artifacts, `sq` the question's standing.
struct Selection: Sendable {
  let condition: String?
  let limit: Int?
  var choice = AnswerChoice.judged
  /// The export whose rows are meant; nil for those of now.
  var export: Int?
  /// Whether worse answers are wanted, too.
  private let needsRejected: Bool

  /// What `options` ask for.
  init(_ options: ExportOptions) {
    condition = options.condition
    limit = options.limit
    choice = options.choice
    export = options.again
    needsRejected = options.format.needs.contains(.rejected)
  }

  /// The query for `columns` of every selected example.
  func sql(_ columns: String, _ connection: Connection) throws -> String {
    if let export { return Selection.recorded(export, columns) }
    // Only merged files have several questions in one place. SQLite would sort rows by themselves elsewhere,
    // too, which takes a tenth of the time of an export.
    let hasTies = try connection.int(
      """
      SELECT EXISTS (SELECT 1 FROM artifact WHERE kind = 'question'
        GROUP BY plan_id, sequence HAVING count(*) > 1)
      """)
    return """
      SELECT \(columns) FROM artifact AS q
      CROSS JOIN standing AS sa ON sa.question_id = q.id AND \(choice.condition)
      CROSS JOIN standing AS sq ON sq.artifact_id = q.id
      CROSS JOIN artifact AS a ON a.id = sa.artifact_id
      WHERE q.kind = 'question'\(filter)
      ORDER BY q.plan_id, q.sequence\(hasTies == 1 ? ", q.key" : "") LIMIT \(limit ?? -1)
      """
  }

  private static func recorded(_ export: Int, _ columns: String) -> String {
    """
    SELECT \(columns) FROM export_member AS m
    JOIN artifact AS q ON q.id = m.question_id JOIN artifact AS a ON a.id = m.answer_id
    LEFT JOIN standing AS sq ON sq.artifact_id = q.id
    WHERE m.export_id = \(export) AND m.split <> 'withheld'
    ORDER BY q.plan_id, q.sequence, q.key, a.key, m.instance
    """
  }

  /// Ends in a line of its own, so that a comment in the condition ends too.
  ///
  /// The plus keeps SQLite from going through all that it holds for, for each question.
  private var filter: String {
    condition.map { " AND +a.id IN (SELECT answer_id FROM examples WHERE (\n\($0)\n))" } ?? ""
  }

  /// Makes the choice of answers, and of worse ones, and throws ``InvalidCondition`` if SQLite does not take the
  /// condition.
  func prepare(_ connection: Connection) throws {
    try choice.prepare(connection)
    if needsRejected { try Preference.prepare(connection) }
    guard let condition else { return }
    do {
      try connection.requireCondition(condition, over: "examples")
    } catch let error as QueryError {
      throw InvalidCondition(description: "--where: \(error)")
    }
  }
}

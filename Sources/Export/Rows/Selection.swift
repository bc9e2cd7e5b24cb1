internal import Store

/// Which examples are exported, as SQL: the view `examples` in canonical order.
///
/// The view's tables are joined here once more so that the rows come in order from an index, without
/// sorting their texts: `q` and `a` are the artifacts, `sq` and `sa` their standing.
struct Selection: Sendable {
  let condition: String?
  let limit: Int?

  /// The query for `columns` of every selected example.
  func sql(_ columns: String) -> String {
    """
    SELECT \(columns) FROM artifact AS q
    CROSS JOIN standing AS sa ON sa.question_id = q.id AND sa.chosen = 1
    CROSS JOIN standing AS sq ON sq.artifact_id = q.id
    CROSS JOIN artifact AS a ON a.id = sa.artifact_id
    WHERE q.kind = 'question'\(filter)
    ORDER BY q.plan_id, q.sequence, q.key, a.key LIMIT \(limit ?? -1)
    """
  }

  /// Ends in a line of its own, so that a comment in the condition ends too.
  private var filter: String {
    condition.map { " AND a.id IN (SELECT answer_id FROM examples WHERE (\n\($0)\n))" } ?? ""
  }

  /// Throws ``InvalidCondition`` if SQLite does not take the condition.
  func check(_ connection: Connection) throws {
    guard let condition else { return }
    do {
      try connection.execute("SELECT 1 FROM examples WHERE (\n\(condition)\n) LIMIT 0")
    } catch {
      throw InvalidCondition(
        description: "--where is no condition over the view examples: \(error)")
    }
  }
}

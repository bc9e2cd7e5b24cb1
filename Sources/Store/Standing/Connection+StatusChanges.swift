/// How many artifacts of a kind went from one status to another.
public struct StatusChange: Sendable, Hashable {
  /// The kind, as table `kind` names it.
  public let kind: String
  /// The status before.
  public let from: String
  /// The status after.
  public let to: String
  /// How many.
  public let count: Int
}

extension Connection {
  /// Runs `body`, which changes statuses, and tells which changed from before to after.
  ///
  /// Only rows that are touched are noted, so this costs nothing for the others.
  public func statusChanges(during body: () throws -> Void) throws -> [StatusChange] {
    try executeScript(
      """
      CREATE TEMP TABLE IF NOT EXISTS changed (id INTEGER PRIMARY KEY, status TEXT NOT NULL);
      DELETE FROM temp.changed;
      CREATE TEMP TRIGGER IF NOT EXISTS note_status AFTER UPDATE OF status ON main.standing
        WHEN new.status <> old.status
        BEGIN INSERT OR IGNORE INTO changed VALUES (old.artifact_id, old.status); END;
      """)
    try body()
    let changes = try rows(
      """
      SELECT s.kind, c.status, s.status, count(*)
      FROM temp.changed AS c JOIN standing AS s ON s.artifact_id = c.id
      WHERE s.status <> c.status GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """
    ) { StatusChange(kind: $0.text(0), from: $0.text(1), to: $0.text(2), count: $0.int(3)) }
    try executeScript("DROP TRIGGER temp.note_status; DROP TABLE temp.changed")
    return changes
  }
}

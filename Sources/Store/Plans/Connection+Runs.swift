public import Base

/// A run as it is stored.
public struct RunRecord: Sendable {
  /// The row in table `run`.
  public let id: Int
  /// The command line.
  public let command: String
  /// How it ended; `killed` for one that says it runs while its process is gone.
  public let state: String
  /// When it began.
  public let startedAt: String
  /// When it ended; nil while it runs, and after a kill.
  public let endedAt: String?
  /// How long it took; nil if it has not ended.
  public let seconds: Double?
  /// What `--json` printed.
  public let figures: JSON
}

extension Connection {
  /// The runs, newest first, at most `limit` of them.
  public func runs(limit: Int = .max) throws -> [RunRecord] {
    try rows(
      """
      SELECT id, command, state, process, started_at, ended_at,
        round((julianday(ended_at) - julianday(started_at)) * 86400, 3), figures
      FROM run ORDER BY id DESC LIMIT ?
      """, [.integer(limit)]
    ) { row in
      RunRecord(
        id: row.int(0), command: row.text(1),
        state: shownState(row.text(2), of: ProcessIdentity(stored: row.text(3))),
        startedAt: row.text(4), endedAt: row.optionalText(5), seconds: row.optionalDouble(6),
        figures: try JSON(parsing: row.text(7)))
    }
  }

  private func shownState(_ state: String, of process: ProcessIdentity) -> String {
    state == RunState.running.rawValue && !process.isAlive ? "killed" : state
  }
}

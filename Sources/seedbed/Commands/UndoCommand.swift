import Base
import Store

extension Command {
  /// `seedbed undo DB RUN`.
  static let undo = Command(
    "undo", "DB RUN", summary: "take back what a run decided",
    details: """
      Drops, flags, scores, accepts and rejects of the run no longer count, and what it superseded
      counts again. What the run generated or imported stays. It is refused while a later run that
      only looked at new rows builds on it. The undo is a run of its own.
      """,
    examples: ["seedbed undo demo.db 7", "seedbed undo demo.db 7 --dry-run"],
    flags: Flag.changes
  ) { invocation in
    guard let undone = Int(invocation.operands[1]) else {
      throw UsageError("RUN \"\(invocation.operands[1])\" is no number: see seedbed runs")
    }
    return try await change(invocation) { connection, _ in
      try connection.undo(run: undone)
      return ["undone_run": JSON(undone)]
    }
  }
}

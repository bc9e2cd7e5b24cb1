import Base
import Generate
import Store
import Synchronization

/// The row of table `run` that a generate command writes.
final class CurrentRun: Sendable {
  private let stored = Mutex((id: 0, lastCall: 0))

  /// Its id; 0 before it has begun.
  var id: Int { stored.withLock { $0.id } }

  /// Begins a run of `command` in the command's first transaction, and returns its id.
  func begin(_ command: String, _ connection: Connection) throws -> Int {
    let id = try connection.beginRun(command, tool: Release.version)
    let lastCall = try connection.int("SELECT coalesce(max(id), 0) FROM call")
    stored.withLock { $0 = (id, lastCall) }
    return id
  }

  /// What is done when all is asked, or when the run stopped, as part of the run.
  typealias Afterwards = @Sendable (Connection, Int) throws -> CurationReport

  /// Does what comes afterwards and ends it; the result is which of its stages brought another language
  /// than was asked for, and what there is to tell besides.
  func end(
    _ state: RunState, figures: JSON, _ store: Store, afterwards: Afterwards? = nil
  ) async throws -> (drift: [LanguageDrift], more: CurationReport) {
    let (id, lastCall) = stored.withLock { $0 }
    return try await store.write { connection in
      let more = try afterwards?(connection, id) ?? CurationReport()
      try connection.endRun(id, state, figures: more.added(to: figures))
      _ = try connection.refreshSearchIndex(limit: 20_000)
      return (try connection.languageDrift(after: lastCall), more)
    }
  }
}

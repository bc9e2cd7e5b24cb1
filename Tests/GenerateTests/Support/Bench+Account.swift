import Engine
import Testing

extension Bench {
  /// Expects the figures of a run over a whole plan to add up, and table unit to agree.
  func expectAccount(
    _ tally: Tally, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    for (name, stage) in tally.stages {
      let parts = stage.done + stage.unusable + stage.unfinished + stage.skipped + stage.pending
      #expect(stage.planned == parts, sourceLocation: sourceLocation)
      let stored = try await lines(
        "SELECT state, count(*) FROM unit WHERE stage = '\(name)' GROUP BY state ORDER BY state")
      let told = [
        ("done", stage.done), ("pending", stage.pending), ("skipped", stage.skipped),
        ("unfinished", stage.unfinished), ("unusable", stage.unusable),
      ].filter { $0.1 != 0 }.map { "\($0.0) | \($0.1)" }
      #expect(stored == told, "\(name)", sourceLocation: sourceLocation)
    }
  }
}

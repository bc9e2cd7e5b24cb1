import Base
import Store
import TestSupport

@testable import Curate

/// A file of a test's own, and curation on it.
final class CurationFile {
  private let folder: TemporaryFolder
  let store: Store

  init() async throws {
    folder = try TemporaryFolder()
    store = try await Store(path: folder.file("test.db"), mode: .readWrite)
  }

  /// Imports questions; the first has id 1.
  func questions(_ questions: [(String, JSON)]) async throws {
    try await store.write { connection in
      let plan = try connection.importPlan(
        kind: .question, source: "test", content: Key(of: questions.map(\.0)))
      let drafts = questions.enumerated().map { index, question in
        Draft(
          .question, question.0, attributes: question.1, origin: .content(occurrence: index),
          place: Place(index + 1))
      }
      _ = try connection.insert(drafts, Batch(plan: plan, method: "import"))
    }
  }

  /// Imports items of a benchmark.
  func benchmark(_ name: String, _ items: [String]) async throws {
    try await store.write { connection in
      let plan = try connection.importPlan(
        kind: .benchmark, source: name, content: Key(of: items))
      let drafts = items.enumerated().map { index, item in
        Draft(
          .benchmark, item, attributes: ["benchmark": .string(name)],
          origin: .content(occurrence: index), place: Place(index + 1))
      }
      _ = try connection.insert(drafts, Batch(plan: plan, method: "import"))
    }
  }

  /// Adds an answer to a question.
  func answer(_ text: String, to question: Int) async throws {
    try await store.write { connection in
      guard let parent = try connection.artifact(question)?.reference else { return }
      let plan = try connection.importPlan(kind: .answer, source: text, content: Key(of: []))
      let draft = Draft(
        .answer, text, parents: [.stored(.question, parent)], origin: .content(occurrence: 0),
        place: Place(question))
      _ = try connection.insert([draft], Batch(plan: plan, method: "import"))
    }
  }

  /// Stores screenings in a run of their own.
  func keep(_ screenings: [ScreeningDraft]) async throws {
    try await store.write { connection in
      let run = try connection.beginRun("curate", tool: "0")
      for screening in screenings { try connection.store(screening, run: run) }
    }
  }

  /// Stores what `step` concludes in a run of its own; the result is the run.
  @discardableResult
  func curate(_ step: @Sendable (Connection) throws -> [ScreeningDraft]) async throws -> Int {
    try await store.write { connection in
      let run = try connection.beginRun("curate", tool: "0")
      for screening in try step(connection) { try connection.store(screening, run: run) }
      return run
    }
  }

  /// The rows of a query, cells parted by bars.
  func lines(_ sql: String) async throws -> [String] {
    try await store.read { connection in
      try connection.rows(sql) { row in
        (0..<row.count).map { row.isNull($0) ? "-" : row.text($0) }.joined(separator: "|")
      }
    }
  }

  /// A question that was evolved from another.
  func evolve(_ text: String, from parent: Int) async throws {
    try await store.write { connection in
      let plan = try connection.importPlan(kind: .question, source: "evolve", content: Key(of: []))
      guard let artifact = try connection.artifact(parent) else { return }
      let draft = Draft(
        .question, text, parents: [.stored(.evolvedFrom, artifact.reference)],
        origin: .content(occurrence: 0), place: Place(parent))
      _ = try connection.insert([draft], Batch(plan: plan, method: "evolve"))
    }
  }

  /// What `deduplication` concludes.
  func screening(_ deduplication: Deduplication) async throws -> ScreeningDraft {
    try await store.read { try deduplication.screening($0) { _, _ in } }
  }

  /// What `deduplication` concludes, stored in a run of its own.
  @discardableResult
  func dedup(_ deduplication: Deduplication) async throws -> ScreeningDraft {
    try await store.write { connection in
      let screening = try deduplication.screening(connection) { _, _ in }
      try connection.store(screening, run: try connection.beginRun("dedup", tool: "0"))
      return screening
    }
  }

  /// Drops rows in the name of `rule`.
  func drop(_ ids: [Int], by rule: String) async throws {
    try await store.write { connection in
      let screening = ScreeningDraft(
        rule: rule, scope: ["kind": "question"], examined: ids.count,
        decisions: ids.map { DecisionDraft(.drop, $0) })
      try connection.store(screening, run: try connection.beginRun(rule, tool: "0"))
    }
  }

  /// Takes back a run, by default the last.
  func undo(run: Int? = nil) async throws {
    try await store.write { connection in
      try connection.undo(run: try run ?? connection.int("SELECT max(id) FROM run"))
    }
  }

  /// The ids of live questions.
  func live() async throws -> [Int] {
    try await store.read { connection in
      try connection.rows("SELECT id FROM questions WHERE status = 'live' ORDER BY id") {
        $0.int(0)
      }
    }
  }
}

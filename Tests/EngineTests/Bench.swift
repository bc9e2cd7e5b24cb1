import Base
import Store
import TestSupport

/// A file of a test's own with one question in it.
final class Bench {
  private let folder: TemporaryFolder
  let store: Store

  init() async throws {
    folder = try TemporaryFolder()
    store = try await Store(path: folder.file("test.db"), mode: .readWrite)
  }

  /// `count` questions, stored on first use.
  func questions(_ count: Int = 1) async throws -> [Artifact] {
    try await store.write { connection in
      let plan = try connection.importPlan(
        kind: .question, source: "test", content: Key(of: ["\(count)"]))
      let drafts = (0..<count).map {
        Draft(.question, "Why \($0)?", origin: .content(occurrence: 0), place: Place($0 + 1))
      }
      _ = try connection.insert(drafts, Batch(plan: plan, method: "import"))
      return try connection.liveArtifacts(.question)
    }
  }
}

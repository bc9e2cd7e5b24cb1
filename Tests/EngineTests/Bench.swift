import Base
import Client
import Engine
import Store
import TestSupport

/// A file of a test's own with questions in it, and engines that work on them.
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

  /// An engine whose only stage asks `double`.
  func engine(
    _ stage: EchoStage, _ double: ModelDouble, _ options: EngineOptions = .init()
  ) throws -> Engine {
    let client = try Client(endpoint: Endpoint(name: "double", servers: [double.baseURL]))
    let retries = RetryPolicy(base: .milliseconds(1))
    return Engine(
      store: store, plan: Plan(method: "echo", parameters: .object([]), stages: [stage.plan]),
      stages: [stage], access: [ModelAccess(client: client, retries: retries)], options: options)
  }

  /// Ends all runs, so that their plans can be worked on again.
  func endRuns() async throws {
    try await store.write { connection in
      for run in try connection.runs() {
        try connection.endRun(run.id, .done, figures: .object([]))
      }
    }
  }

  /// Carries out a plan of that stage below `questions`.
  @discardableResult
  func run(
    _ stage: EchoStage, _ double: ModelDouble, _ questions: [Artifact],
    _ options: EngineOptions = .init()
  ) async throws -> Tally {
    try await engine(stage, double, options).run { (try $0.beginRun("test", tool: "0"), questions) }
  }
}

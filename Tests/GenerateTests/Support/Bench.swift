import Base
import Client
import Engine
import Store
import Synchronization
import TestSupport

@testable import Generate

/// What a GLAN run in a test is told.
struct Order: Sendable {
  /// By name; nil for all of the file.
  var disciplines: [String]? = ["Botany", "Masonry"]
  /// How many fields, subfields of each and disciplines of each to ask for; nil for none.
  var tree: (fields: Int, subfields: Int, disciplines: Int)?
  var isTwoStep = false
  var isReviewed = false
  var extent = Glan.Extent()
  var seed = 7
  var model = "m"
  var temperature = 0.5
  var language = "English"
  var guidance = ""
  var prompts: String?
  var concurrency = 8
  var attempts = 4
  var allowsSiblings = false
  var retriesUnusable = false
  var obstacle: StopReason?
  /// After so many units the run is asked to stop.
  var stopAfter: Int?
  /// After so many units the task that runs it is cancelled.
  var cancelAfter: Int?

  init(_ change: (inout Order) -> Void = { _ in }) {
    extent.subjects = 2
    extent.sessions = 3
    extent.concepts = 3
    extent.questions = 4
    change(&self)
  }

  /// GLAN as ordered.
  func glan() throws -> Glan {
    let library = try PromptLibrary(folder: prompts)
    func model(_ need: PromptNeed) throws -> StageModel {
      StageModel(
        endpoint: "double", model: self.model, sampling: Sampling(temperature: temperature),
        language: language, guidance: guidance, prompt: try library.template(need))
    }
    let turns = isTwoStep ? Glan.twoTurnStageNames : []
    let models = try Glan.stageNames.map { stage in
      try model(
        turns.contains(stage)
          ? Glan.twoTurnPrompts(stage).writing
          : Glan.prompt(stage, perDraw: extent.questionsPerDraw))
    }
    var glan = Glan(
      extent: extent, models: models, seed: seed,
      disciplines: disciplines.map { .named($0) } ?? .all)
    for stage in turns {
      glan.structuring[stage] = try model(Glan.twoTurnPrompts(stage).structuring)
    }
    if let tree {
      var order = TaxonomyOrder(
        models: try Glan.taxonomyStageNames.map { try model(Glan.prompt($0, perDraw: 1)) })
      (order.fields, order.subfields, order.disciplines) = tree
      glan.taxonomy = order
    }
    return glan
  }
}

/// A file of a test's own, and runs on it.
final class Bench {
  private let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("test.db")
  }

  /// What `body` finds in the file.
  func read<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    let store = try await Store(path: path, mode: .readWrite)
    let result = try await store.read(body)
    await store.close()
    return result
  }

  /// What `body` changes in the file.
  @discardableResult
  func write<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    let store = try await Store(path: path, mode: .readWrite)
    let result = try await store.write(body)
    await store.close()
    return result
  }

  /// One run of GLAN on the servers of `doubles`.
  @discardableResult
  func run(_ doubles: [ModelDouble], _ order: Order = Order()) async throws -> Tally {
    let glan = try order.glan()
    return try await run(doubles, order, plan: glan.plan, stages: glan.stages) {
      try glan.roots($0)
    }
  }

  @discardableResult
  func run(_ double: ModelDouble, _ order: Order = Order()) async throws -> Tally {
    try await run([double], order)
  }

  /// One run of any method.
  func run(
    _ doubles: [ModelDouble], _ order: Order, plan: Plan, stages: [any Stage],
    roots: @escaping @Sendable (Connection) throws -> [Artifact]
  ) async throws -> Tally {
    let endpoint = Endpoint(
      name: "double", servers: doubles.map(\.baseURL), key: Secret("right"), timeout: 20)
    let client = try Client(endpoint: endpoint, maxConnections: order.concurrency)
    let access = ModelAccess(
      client: client,
      retries: RetryPolicy(
        attempts: order.attempts, base: .milliseconds(1), cap: .milliseconds(4)))
    let store = try await Store(path: path, mode: .readWrite)
    let engine = Engine(
      store: store, plan: plan, stages: stages, access: stages.map { _ in access },
      options: EngineOptions(
        concurrency: order.concurrency, allowsSiblings: order.allowsSiblings,
        retriesUnusable: order.retriesUnusable,
        reviewed: order.isReviewed ? Glan.reviewedKinds : []))
    let runs = Mutex<Int?>(nil)
    let task = Task {
      let canceller = Canceller()
      return try await engine.run(
        { connection in
          let run = try connection.beginRun("test", tool: "0")
          runs.withLock { $0 = run }
          return (run, try roots(connection))
        }, obstacle: order.obstacle
      ) { progress in
        let total = progress.tally.total
        let ended = total.done - total.reused + total.unusable + total.unfinished
        if let limit = order.stopAfter, ended >= limit { engine.stop() }
        if let limit = order.cancelAfter, ended >= limit { canceller.cancel() }
      }
    }
    let result = await task.result
    if let run = runs.withLock({ $0 }) {
      try await store.write { try $0.endRun(run, .done, figures: .object([])) }
    }
    await store.close()
    return try result.get()
  }
}

/// Cancels the task it was made in.
private struct Canceller: Sendable {
  private let body: @Sendable () -> Void

  init() {
    body = withUnsafeCurrentTask { task in
      nonisolated(unsafe) let task = task
      return { task?.cancel() }
    }
  }

  func cancel() { body() }
}

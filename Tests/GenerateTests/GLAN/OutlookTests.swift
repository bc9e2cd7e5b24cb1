import Base
import Client
import Engine
import Store
import Synchronization
import TestSupport
import Testing

@testable import Generate

/// What a run would take, told beforehand.
@Suite struct OutlookTests {
  /// The outlook over the file of `bench`, which stays as it is.
  private func outlook(
    _ bench: Bench, _ order: Order = Order()
  ) async throws -> (outlook: Outlook, stages: [Outlook.Stage]) {
    let glan = try order.glan()
    let store = try await Store(path: bench.path, mode: .readWrite)
    let client = try Client(
      endpoint: Endpoint(name: "double", servers: ["http://127.0.0.1:9/v1"]), maxConnections: 1)
    let engine = Engine(
      store: store, plan: glan.plan, stages: glan.stages,
      access: glan.stages.map { _ in ModelAccess(client: client) },
      options: EngineOptions(allowsSiblings: true))
    let found = Mutex<Outlook?>(nil)
    let estimate = try await engine.estimate { connection in
      let roots = try glan.roots(connection)
      let outlook = try glan.outlook(roots, connection)
      found.withLock { $0 = outlook }
      return (try connection.beginRun("test", tool: "0"), roots)
    }
    await store.close()
    let outlook = try #require(found.withLock { $0 })
    return (outlook, outlook.stages(estimate.tally))
  }

  @Test func `before a run the calls of all stages are what it makes then`() async throws {
    let bench = try Bench()
    let order = Order { $0.extent.answers = 2 }
    let (empty, stages) = try await outlook(bench, order)
    #expect(empty.offers.isEmpty)
    #expect(stages.map(\.calls) == [2, 4, 16, 32])
    #expect(stages.allSatisfy { !$0.isMeasured && $0.promptTokens > 0 })
    let tally = try await bench.run(try Teacher().double(), order)
    #expect(tally.stages.map(\.tally.planned) == stages.map(\.calls))
    #expect(try await outlook(bench, order).stages.map(\.calls) == [0, 0, 0, 0])
  }

  @Test func `what is stored is counted, and what is below it projected`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double(), Order { $0.extent.until = "syllabi" })
    let more = Order {
      $0.disciplines?.append("Optics")
      $0.extent.questionsPerDraw = 2
    }
    let (outlook, stages) = try await outlook(bench, more)
    #expect(stages.map(\.calls) == [1, 2, (4 + 2) * 2, (4 + 2) * 4])
    #expect(outlook.offers.map(\.capacity.oneSession) == Array(repeating: 21, count: 4))
  }

  @Test func `tokens are the mean of the calls in the file once there are some`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    let stages = try await outlook(bench, Order { $0.extent.questions = 8 }).stages
    #expect(stages.map(\.calls) == [0, 0, 16, 16])
    for (stage, calls) in zip(stages, [2, 4, 16, 16]) where stage.calls > 0 {
      let sums = try await bench.lines(
        "SELECT prompt_tokens, completion_tokens FROM costs WHERE stage = '\(stage.name)'")
      #expect(stage.isMeasured)
      // Rounded to whole tokens a call.
      let told = "\(stage.promptTokens / 16) | \(stage.completionTokens / 16)"
      let means = sums.map { line in
        line.split(separator: " | ").compactMap { Double($0) }
          .map { String(Int(($0 / Double(calls)).rounded())) }.joined(separator: " | ")
      }
      #expect(means == [told])
    }
    #expect(try await outlook(bench, Order { $0.model = "other" }).stages[3].isMeasured == false)
  }

  @Test func `a taxonomy and second turns are part of it`() async throws {
    let (bench, double) = (try Bench(), try Teacher().double())
    let order = Order {
      $0.disciplines = nil
      $0.tree = (fields: 2, subfields: 1, disciplines: 2)
      $0.isTwoStep = true
    }
    let stages = try await outlook(bench, order).stages
    #expect(stages.map(\.name) == Glan.taxonomyStageNames + Glan.stageNames)
    #expect(stages.map(\.calls) == [1, 2, 4 * 2, 8 * 2, 32, 32])
    #expect(stages.allSatisfy { $0.promptTokens > 0 && $0.completionTokens > 0 })
    try await bench.run(double, order)
    #expect(double.server.requestCount == stages.map(\.calls).reduce(0, +))
  }

  @Test func `a syllabus never has more draws than it offers`() async throws {
    let bench = try Bench()
    let order = Order {
      $0.extent.sessions = 2
      $0.extent.concepts = 1
      $0.extent.questions = 50
    }
    #expect(try await outlook(bench, order).stages.map(\.calls) == [2, 4, 4 * 3, 4 * 3])
    try await bench.run(
      try Teacher(sessions: 2, concepts: 1).double(), Order { $0.extent = order.extent })
    let offers = try await outlook(bench, order).outlook.offers
    #expect(offers.map(\.capacity.total) == [3, 3, 3, 3])
  }

  @Test func `a paper-size run is estimated without making a list of it`() async throws {
    let bench = try Bench()
    let order = Order {
      $0.extent = Preset.paper.extent
      $0.disciplines = (0..<126).map { "Discipline \($0)" }
    }
    let stages = try await outlook(bench, order).stages
    #expect(stages.map(\.calls) == [1260, 18_900, 9_998_100, 9_998_100])
    // The whole syllabus is in each question's prompt.
    #expect(stages[2].promptTokens > 9_998_100 * 1000)
  }
}

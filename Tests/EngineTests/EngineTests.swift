import Base
import Client
import Store
import TestSupport
import Testing

@testable import Engine

/// The engine with a stage of its own.
@Suite struct EngineTests {
  private func engine(
    _ bench: Bench, _ double: ModelDouble, _ stage: EchoStage, _ options: EngineOptions = .init()
  ) throws -> Engine {
    let client = try Client(endpoint: Endpoint(name: "double", servers: [double.baseURL]))
    return Engine(
      store: bench.store,
      plan: Plan(method: "echo", parameters: .object([]), stages: [stage.plan]),
      stages: [stage], access: [ModelAccess(client: client)], options: options)
  }

  private func run(_ engine: Engine, _ roots: [Artifact]) async throws -> Tally {
    try await engine.run { (try $0.beginRun("test", tool: "0"), roots) }
  }

  @Test func `what falls away while it waits is skipped, and not asked`() async throws {
    let bench = try await Bench()
    let questions = try await bench.questions(3)
    let double = try ModelDouble()
    let stage = EchoStage { question, connection in
      guard question.text == "Why 1?" else { return }
      let run = try connection.beginRun("reject", tool: "0")
      try connection.store(Judgement(.reject, [question.reference.id]), run: run)
    }
    let tally = try await run(try engine(bench, double, stage), questions)
    #expect(tally.total.done == 2 && tally.total.skipped == 1 && tally.total.pending == 0)
    #expect(double.asked.keys.sorted() == ["Why 0?", "Why 2?"])
    let live = try await bench.store.read { try $0.liveArtifacts(.answer).count }
    #expect(live == 2)
  }

  @Test func `an estimate counts and changes nothing`() async throws {
    let bench = try await Bench()
    let questions = try await bench.questions(3)
    let double = try ModelDouble()
    let tally = try await engine(bench, double, EchoStage()).estimate {
      (try $0.beginRun("dry run", tool: "0"), questions)
    }
    #expect(tally.total.planned == 3 && tally.total.pending == 3)
    #expect(double.server.requestCount == 0)
    #expect(try await bench.store.read { try $0.int("SELECT count(*) FROM unit") } == 0)
    #expect(try await bench.store.read { try $0.int("SELECT count(*) FROM run") } == 0)
  }

  @Test func `no more than the concurrency is in flight`() async throws {
    let bench = try await Bench()
    let questions = try await bench.questions(40)
    let double = try ModelDouble { $0.latency = 5 }
    let options = EngineOptions(concurrency: 7)
    _ = try await run(try engine(bench, double, EchoStage(), options), questions)
    #expect(double.server.peakInFlight <= 7)
    #expect(double.server.requestCount == 40)
  }

  @Test func `a plan that a live process works on is refused`() async throws {
    let bench = try await Bench()
    let questions = try await bench.questions(1)
    let double = try ModelDouble()
    _ = try await run(try engine(bench, double, EchoStage()), questions)
    // The first run was not ended, so it has its lease still.
    await #expect(throws: StoreError.self) {
      try await run(try engine(bench, double, EchoStage()), questions)
    }
  }

  @Test func `limits of a schema are left to rules, its shape is not`() throws {
    let schema = ResponseSchema(
      name: "s",
      schema: [
        "type": "object", "required": ["list"], "additionalProperties": false,
        "properties": [
          "list": [
            "type": "array", "maxItems": 1,
            "items": [
              "type": "object", "required": ["n"], "properties": ["n": ["type": "integer"]],
            ],
          ]
        ],
      ])
    #expect(schema.problems(["list": [["n": "3"], ["n": 4]], "more": 1]).isEmpty)
    #expect(schema.problems(["list": [[:]]]) == ["list[0].n is missing"])
    #expect(schema.problems(["list": "a, b"]) == ["list is string, not array"])
    #expect(schema.problems([]).count == 1)
  }
}

/// Asks each question as it is and keeps the answer.
private struct EchoStage: Stage {
  /// Called for each parent while its unit is planned.
  var onPlanning: @Sendable (Artifact, Connection) throws -> Void = { _, _ in }

  let parentKind = Kind.question
  let childKind = Kind.answer
  let plan = PlanStage(
    name: "echo", version: 1, prompt: .init(name: "echo", text: "{{question}}"),
    endpoint: "double", model: "m", settings: .object([]))

  func units(below question: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let reference = question.reference
    let key = plan.unitKey(parents: [reference.key], ordinal: 0)
    try onPlanning(question, connection)
    return [
      UnitPlan(
        draft: UnitDraft(
          key: key, stage: "echo", parent: reference.id, ordinal: 0, retry: 0,
          place: reference.place.below(0)),
        request: { ChatRequest(model: "m", messages: [.init(role: "user", question.text)]) },
        read: { reading throws(UnreadableReply) in
          [
            Draft(
              .answer, reading.content, parents: [.stored(.question, reference)],
              origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
          ]
        })
    ]
  }
}

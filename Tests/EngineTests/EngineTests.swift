import Base
import Client
import Store
import TestSupport
import Testing

@testable import Engine

/// The engine with a stage of its own.
@Suite struct EngineTests {
  @Test func `what falls away while it waits is skipped, and not asked`() async throws {
    let bench = try await Bench()
    let questions = try await bench.questions(3)
    let double = try ModelDouble()
    let stage = EchoStage { question, connection in
      guard question.text == "Why 1?" else { return }
      let run = try connection.beginRun("reject", tool: "0")
      try connection.store(Judgement(.reject, [question.reference.id]), run: run)
    }
    let tally = try await bench.run(stage, double, questions)
    #expect(tally.total.done == 2 && tally.total.skipped == 1 && tally.total.pending == 0)
    #expect(double.asked.keys.sorted() == ["Why 0?", "Why 2?"])
    let live = try await bench.store.read { try $0.liveArtifacts(.answer).count }
    #expect(live == 2)
  }

  @Test func `an estimate counts and changes nothing`() async throws {
    let bench = try await Bench()
    let questions = try await bench.questions(3)
    let double = try ModelDouble()
    let estimate = try await bench.engine(EchoStage(), double).estimate {
      (try $0.beginRun("dry run", tool: "0"), questions)
    }
    #expect(estimate.tally.total.planned == 3 && estimate.tally.total.pending == 3)
    #expect(estimate.promptTokens > 3 && estimate.completionTokens > 0 && estimate.cost == nil)
    #expect(double.server.requestCount == 0)
    #expect(try await bench.store.read { try $0.int("SELECT count(*) FROM unit") } == 0)
    #expect(try await bench.store.read { try $0.int("SELECT count(*) FROM run") } == 0)
  }

  @Test func `no more than the concurrency is in flight`() async throws {
    let bench = try await Bench()
    let questions = try await bench.questions(40)
    let double = try ModelDouble { $0.latency = 5 }
    let options = EngineOptions(concurrency: 7)
    _ = try await bench.run(EchoStage(), double, questions, options)
    #expect(double.server.peakInFlight <= 7)
    #expect(double.server.requestCount == 40)
  }

  @Test func `a plan that a live process works on is refused`() async throws {
    let bench = try await Bench()
    let questions = try await bench.questions(1)
    let double = try ModelDouble()
    _ = try await bench.run(EchoStage(), double, questions)
    // The first run was not ended, so it has its lease still.
    await #expect(throws: StoreError.self) {
      try await bench.run(EchoStage(), double, questions)
    }
  }

  @Test func `a reply that cannot be committed ends the run and costs no other its own`()
    async throws
  {
    let bench = try await Bench()
    let questions = try await bench.questions(6)
    let double = try ModelDouble { $0.latency = 5 }
    var stage = EchoStage()
    // A draft that comes before its parent is refused when it is stored.
    stage.parent = { $0.text == "Why 2?" ? .draft(.question, 7) : .stored(.question, $0.reference) }
    await #expect(throws: StoreError.self) { try await bench.run(stage, double, questions) }
    let states = try await bench.store.read { try $0.unitStates(ofPlan: 2) }
    #expect(states == [.done: 5, .pending: 1])
  }

  @Test func `a failed attempt is committed before the next is sent`() async throws {
    let bench = try await Bench()
    let double = try ModelDouble { habits in
      habits.faults = { number, _ in number <= 2 ? .error(500, "overloaded") : nil }
    }
    let tally = try await bench.run(EchoStage(), double, try await bench.questions())
    #expect(tally.calls == 3 && tally.failedCalls == 2 && tally.total.done == 1)
    let calls = try await bench.store.read {
      try $0.rows("SELECT attempt, class FROM call ORDER BY id") { ($0.int(0), $0.optionalText(1)) }
    }
    #expect(calls.map(\.0) == [1, 2, 3])
    #expect(calls.map(\.1) == ["server_error", "server_error", nil])
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

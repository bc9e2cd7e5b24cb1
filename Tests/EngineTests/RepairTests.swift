import Base
import Client
import Store
import TestSupport
import Testing

@testable import Engine

/// Replies of another shape than was asked for.
@Suite struct RepairTests {
  private static let schema = ResponseSchema(
    name: "answer",
    schema: [
      "type": "object", "required": ["text"], "properties": ["text": ["type": "string"]],
    ])

  private func calls(_ bench: Bench) async throws -> [String] {
    try await bench.store.read {
      try $0.rows("SELECT coalesce(class, 'good') FROM call ORDER BY attempt") { $0.text(0) }
    }
  }

  @Test func `the model is shown its reply and what is wrong with it, once`() async throws {
    let bench = try await Bench()
    let double = try ModelDouble { habits in
      habits.answer = { $0.prompt.contains("This cannot be used") ? #"{"text": "so"}"# : "{}" }
    }
    let tally = try await bench.run(
      EchoStage(schema: RepairTests.schema), double, try await bench.questions())
    #expect(tally.total.done == 1 && tally.calls == 2 && tally.failedCalls == 1)
    #expect(try await calls(bench) == ["schema_mismatch", "good"])
    let messages = double.server.requests.last?.json["messages"]?.array ?? []
    #expect(messages.compactMap { $0["role"]?.string } == ["user", "assistant", "user"])
    #expect(messages[1]["content"]?.string == "{}")
    #expect(messages[2]["content"]?.string?.contains("text is missing") == true)
  }

  @Test func `a second reply of the wrong shape is final, with its raw text kept`() async throws {
    let bench = try await Bench()
    let double = try ModelDouble { $0.answer = { _ in "I would rather not" } }
    let stage = EchoStage(schema: RepairTests.schema)
    await #expect(throws: Stopped.self) {
      try await bench.run(stage, double, try await bench.questions())
    }
    #expect(try await calls(bench) == ["not_json", "not_json"])
    let unit = try await bench.store.read {
      try $0.first("SELECT state, class, response FROM failures") {
        [$0.text(0), $0.text(1), $0.text(2)]
      }
    }
    #expect(unit?.prefix(2) == ["unusable", "not_json"])
    #expect(unit?.last?.contains("I would rather not") == true)
  }

  @Test func `what could not be read is read again without asking`() async throws {
    let bench = try await Bench()
    let double = try ModelDouble()
    let questions = try await bench.questions(3)
    let stage = EchoStage(refuses: { $0.contains("Why 1?") })
    let first = try await bench.run(stage, double, questions)
    #expect(first.total.done == 2 && first.total.unusable == 1)
    try await bench.endRuns()
    var options = EngineOptions()
    options.rereads = true
    // The same reader as before makes nothing else of it.
    #expect(try await bench.run(stage, double, questions, options).total.unusable == 1)
    try await bench.endRuns()
    let tally = try await bench.run(EchoStage(), double, questions, options)
    #expect(tally.total.done == 3 && tally.calls == 0)
    #expect(double.server.requestCount == 3)
    let answers = try await bench.store.read {
      try $0.rows("SELECT text FROM answers WHERE status = 'live' ORDER BY text") { $0.text(0) }
    }
    #expect(answers.count == 3 && answers[1].hasPrefix("Answer to [Why 1?]"))
    #expect(try await calls(bench) == ["good", "good", "good"])
  }

  @Test func `where no JSON was asked for there is nothing to repair`() async throws {
    let bench = try await Bench()
    let double = try ModelDouble { $0.faults = { _, _ in .empty } }
    let tally = try await bench.run(EchoStage(), double, try await bench.questions())
    #expect(tally.total.unusable == 1 && tally.calls == 1)
  }
}

import Base
import Client
import Store
import TestSupport
import Testing

@testable import Engine

/// What an endpoint is found to want, and what it refuses.
@Suite struct FindingOutTests {
  /// Refuses `max_tokens` as OpenAI's newer models do.
  private static let modern: @Sendable (Int, HTTPRequest) -> Fault? = { _, request in
    request.json["max_tokens"] == nil
      ? nil
      : .error(
        400,
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
          + "'max_completion_tokens' instead.", code: "unsupported_parameter")
  }

  @Test func `the name for the limit of tokens is found out once, and kept in the file`()
    async throws
  {
    let bench = try await Bench()
    let double = try ModelDouble { $0.faults = FindingOutTests.modern }
    let stage = EchoStage(sampling: Sampling(maxTokens: 99))
    let one = EngineOptions(concurrency: 1)
    let first = try await bench.run(stage, double, try await bench.questions(3), one)
    #expect(first.total.done == 3 && first.calls == 4)
    try await bench.endRuns()
    let second = try await bench.run(stage, double, try await bench.questions(5), one)
    #expect(second.total.done == 5 && second.calls == 2 && second.failedCalls == 0)
    let bodies = double.server.requests.map(\.json)
    #expect(bodies.count { $0["max_tokens"] != nil } == 1)
    #expect(bodies.dropFirst().allSatisfy { $0["max_completion_tokens"] == 99 })
  }

  @Test func `a refusal before any answer ends the run after the first, in the server's words`()
    async throws
  {
    let bench = try await Bench()
    let double = try ModelDouble { $0.faults = { _, _ in .error(400, "no such thing") } }
    let questions = try await bench.questions(40)
    let stopped = await #expect(throws: Stopped.self) {
      try await bench.run(EchoStage(), double, questions, EngineOptions(concurrency: 1))
    }
    #expect("\(try #require(stopped).reason)".contains("no such thing"))
    #expect(double.server.requestCount == 1)
  }

  @Test func `a refused prompt among answers is final for that one alone`() async throws {
    let bench = try await Bench()
    let double = try ModelDouble { habits in
      habits.faults = { _, request in
        request.text.contains("Why 7?") ? .error(400, "I do not like it") : nil
      }
    }
    let tally = try await bench.run(
      EchoStage(), double, try await bench.questions(20), EngineOptions(concurrency: 1))
    #expect(tally.total.done == 19 && tally.total.unusable == 1)
    let failure = try await bench.store.read {
      try $0.first("SELECT class, message FROM failures") { [$0.text(0), $0.text(1)] }
    }
    #expect(failure?[0] == "bad_request" && failure?[1].contains("I do not like it") == true)
  }

  @Test func `refusals in a row end the run, although there were answers`() async throws {
    let bench = try await Bench()
    let double = try ModelDouble { habits in
      habits.faults = { number, _ in number > 10 ? .error(400, "now I refuse") : nil }
    }
    let questions = try await bench.questions(60)
    await #expect(throws: Stopped.self) {
      try await bench.run(EchoStage(), double, questions, EngineOptions(concurrency: 1))
    }
    #expect(double.server.requestCount == 10 + Refusals.patience)
    let states = try await bench.store.read { try $0.unitStates(ofPlan: 2) }
    #expect(states == [.done: 10, .unusable: Refusals.patience - 1, .unfinished: 1, .pending: 45])
  }
}

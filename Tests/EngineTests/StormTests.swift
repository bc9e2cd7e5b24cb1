import Base
import Client
import Store
import TestSupport
import Testing

@testable import Engine

/// Servers that refuse or fail for a while.
@Suite struct StormTests {
  /// What a server does while it has had enough; requests 20 to 31 meet it.
  static let storms: [(name: String, fault: Fault)] = [
    ("429 with Retry-After", .rateLimited(retryAfter: "0")),
    ("429 with retry-after-ms", .error(429, "slow", headers: [("retry-after-ms", "3")])),
    ("429 without a word", .rateLimited()), ("500", .error(500, "boom")), ("HTML", .html(503)),
    ("resets", .delivered(.resetBeforeHeaders)), ("nothing", .delivered(.nothing)),
  ]

  @Test(arguments: storms)
  func `after a storm every unit is answered, and each refusal was one call`(
    _ name: String, _ fault: Fault
  ) async throws {
    let bench = try await Bench()
    let double = try ModelDouble { habits in
      habits.faults = { number, _ in (20..<32).contains(number) ? fault : nil }
    }
    let tally = try await bench.run(
      EchoStage(), double, try await bench.questions(150),
      retries: RetryPolicy(attempts: 13, base: .milliseconds(1)))
    #expect(tally.total.done == 150)
    #expect(tally.calls == 162 && tally.failedCalls == 12)
    #expect(double.server.requestCount == 162)
    #expect(try await misjoined(bench) == 0)
  }

  @Test
  func `a quota that ends in the middle stops the run, and the next one pays for nothing twice`()
    async throws
  {
    let bench = try await Bench()
    let double = try ModelDouble { habits in
      habits.faults = { number, _ in number >= 50 && number < 90 ? .quota : nil }
    }
    let questions = try await bench.questions(120)
    let stopped = await #expect(throws: Stopped.self) {
      try await bench.run(EchoStage(), double, questions)
    }
    let first = try #require(stopped)
    guard case .exhausted = first.reason else {
      Issue.record("\(first.reason)")
      return
    }
    let total = first.tally.total
    #expect(total.done == 49 && total.done + total.unfinished + total.pending == 120)
    #expect(double.server.requestCount < 50 + 16)
    try await bench.endRuns()
    let sound = try ModelDouble()
    let second = try await bench.run(EchoStage(), sound, questions)
    #expect(second.total.done == 120 && second.total.reused == 49)
    #expect(sound.server.requestCount == 120 - 49)
    #expect(try await misjoined(bench) == 0)
  }

  /// How many answers do not name their question.
  private func misjoined(_ bench: Bench) async throws -> Int {
    try await bench.store.read {
      try $0.int(
        """
        SELECT count(*) FROM answers AS a JOIN questions AS q ON q.id = a.question_id
        WHERE instr(a.text, 'Answer to [' || q.text || ']') <> 1
        """)
    }
  }
}

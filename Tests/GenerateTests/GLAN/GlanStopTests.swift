import Engine
import Generate
import Store
import TestSupport
import Testing

/// Runs that end before their end, and units that bring nothing.
@Suite struct GlanStopTests {
  private func stop(
    _ bench: Bench, _ double: ModelDouble, _ change: (inout Order) -> Void = { _ in }
  ) async throws -> Stopped {
    let error = await #expect(throws: Stopped.self) {
      try await bench.run(double, Order { change(&$0) })
    }
    return try #require(error)
  }

  @Test func `an obstacle that is known changes nothing`() async throws {
    let bench = try Bench()
    let before = try await bench.dump()
    await #expect(throws: StopReason.self) {
      try await bench.run(
        try Teacher().double(), Order { $0.obstacle = .unreachable("nobody listens") })
    }
    #expect(try await bench.dump() == before)
  }

  @Test func `an obstacle does not matter when there is nothing to ask`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    let tally = try await bench.run(
      try Teacher().double(), Order { $0.obstacle = .unreachable("nobody listens") })
    #expect(tally.missing == 0)
  }

  @Test func `an endpoint that nobody serves is unreachable`() async throws {
    let bench = try Bench()
    let double = try Teacher().double()
    double.server.stop()
    let stopped = try await stop(bench, double) { $0.attempts = 2 }
    guard case .unreachable = stopped.reason else { throw stopped }
    try await bench.expectAccount(stopped.tally)
  }

  @Test func `a wrong key stops at once, with the server's words`() async throws {
    let bench = try Bench()
    let stopped = try await stop(bench, try Teacher().double(key: "other")) {
      $0.concurrency = 1
    }
    #expect(stopped.reason.description.contains("Incorrect API key provided."))
    #expect(stopped.tally.calls == 1)
    try await bench.expectAccount(stopped.tally)
  }

  @Test func `a web page is not an endpoint`() async throws {
    let bench = try Bench()
    let page = Fault.instead(.html(200, "Welcome"))
    let stopped = try await stop(bench, try Teacher().double(faults: { _, _ in page })) {
      $0.attempts = 2
    }
    guard case .unreachable(let message) = stopped.reason else { throw stopped }
    #expect(message.contains("Welcome"))
  }

  @Test func `a quota that ends in the middle is gone on from later`() async throws {
    let expected = try Bench()
    try await expected.run(try Teacher().double())
    let bench = try Bench()
    let poor = try Teacher().double(faults: { number, _ in number > 13 ? .quota : nil })
    let stopped = try await stop(bench, poor) { $0.concurrency = 4 }
    guard case .exhausted = stopped.reason else { throw stopped }
    #expect(poor.server.requestCount <= 13 + 4)
    try await bench.expectAccount(stopped.tally)
    let rich = try Teacher().double()
    try await bench.run(rich)
    #expect(rich.server.requestCount == 38 - 13)
    #expect(try await bench.outcome() == (try await expected.outcome()))
  }

  @Test func `one request that always breaks does not stop the others`() async throws {
    let bench = try Bench()
    let double = try Teacher().double(faults: { _, request in
      request.text.contains("student of Botany") ? .delivered(.resetBeforeHeaders) : nil
    })
    let tally = try await bench.run(
      double,
      Order {
        $0.concurrency = 1; $0.attempts = 2
      })
    #expect(tally.stages[0].tally.unfinished == 1)
    #expect(tally.stages[3].tally.done == 8)
  }

  @Test func `ways to ask for JSON that a server does not know are tried once`() async throws {
    let expected = try Bench()
    try await expected.run(try Teacher().double())
    for formats: Set<String> in [["json_object"], []] {
      let bench = try Bench()
      let double = try Teacher().double(formats: formats)
      try await bench.run(double, Order { $0.concurrency = 1 })
      #expect(double.server.requestCount == 38 + 3 - formats.count)
      #expect(try await bench.outcome() == (try await expected.outcome()))
      #expect(try await bench.count("SELECT count(*) FROM call") == 41 - formats.count)
    }
  }

  @Test func `how a server gives JSON is found out once for a file`() async throws {
    let bench = try Bench()
    let double = try Teacher().double(formats: [])
    try await bench.run(double, Order { $0.concurrency = 1 })
    #expect(
      try await bench.lines("SELECT DISTINCT name, value FROM capability")
        == ["structure | plain"])
    let next = try Teacher().double(formats: [])
    try await bench.run(
      next,
      Order {
        $0.concurrency = 1; $0.extent.questions += 1
      })
    #expect(
      try await bench.count("SELECT count(*) FROM call WHERE class = 'unsupported_structure'") == 3)
  }

  @Test func `a model that never gives JSON ends the run in good order`() async throws {
    let bench = try Bench()
    let teacher = Teacher(instead: { _ in "I would rather talk." })
    let stopped = await #expect(throws: Stopped.self) {
      try await bench.run(try teacher.double())
    }
    let tally = try #require(stopped?.tally)
    #expect(tally.stages[0].tally.unusable == tally.stages[0].tally.planned)
    #expect(tally.stages[1].tally.planned == 0)
    #expect(try await bench.lines("SELECT DISTINCT class FROM failures") == ["not_json"])
    try await bench.expectAccount(tally)
  }

  @Test func `each way to be unusable has its class`() async throws {
    let classes: [(Fault, String)] = [
      (.truncated, "truncated"), (.filteredPrompt, "content_filter"), (.refusal, "refusal"),
      (.filteredReply, "content_filter"), (.empty, "empty"), (.nullContent, "empty"),
      (.noChoices, "no_choices"),
    ]
    for (fault, name) in classes {
      let bench = try Bench()
      let double = try Teacher().double(faults: { number, _ in number == 1 ? fault : nil })
      try await bench.run(double, Order { $0.concurrency = 1 })
      #expect(try await bench.lines("SELECT class, state FROM failures") == ["\(name) | unusable"])
    }
  }

  @Test func `what was unusable is asked once more on demand`() async throws {
    let bench = try Bench()
    let faults = Mishaps.byPrompt([.empty, .refusal], seed: 3, rate: 3)
    let first = try await bench.run(try Teacher().double(faults: faults))
    #expect(first.total.unusable > 0)
    let double = try Teacher().double()
    let second = try await bench.run(double, Order { $0.retriesUnusable = true })
    #expect(second.total.unusable == 0)
    #expect(double.asked.values.allSatisfy { $0 == 1 })
    let silent = try Teacher().double()
    try await bench.run(silent, Order { $0.retriesUnusable = true })
    try await bench.run(silent)
    #expect(silent.server.requestCount == 0)
  }

  @Test func `what a stand-in brings is judged like the rest`() async throws {
    let bench = try Bench()
    let teacher = Teacher(sessions: 5, concepts: 5)
    let double = try teacher.double(faults: { _, request in
      Teacher.task(Question(request.json).prompt) == .syllabus ? .empty : nil
    })
    try await bench.run(double)
    try await bench.run(try teacher.double(), Order { $0.retriesUnusable = true })
    let live = "SELECT count(*) FROM sessions WHERE status = 'live'"
    #expect(try await bench.count(live) == 3 * 4)
  }

  @Test func `what was rejected between planning and asking is not asked`() async throws {
    let bench = try Bench()
    let double = try Teacher().double()
    let stopped = try await bench.run(
      double,
      Order {
        $0.stopAfter = 8; $0.concurrency = 1
      })
    #expect(stopped.total.pending > 0)
    let parent = try await bench.count(
      "SELECT max(parent_id) FROM unit WHERE state = 'pending' AND stage = 'questions'")
    try await bench.write { connection in
      let run = try connection.beginRun("reject", tool: "0")
      try connection.store(Judgement(.reject, [parent]), run: run)
    }
    try await bench.run(try Teacher().double())
    let open = try await bench.lines(
      "SELECT DISTINCT state FROM unit WHERE parent_id = \(parent) AND state <> 'done'")
    #expect(open == ["skipped"])
  }
}

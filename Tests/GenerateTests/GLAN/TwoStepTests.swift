import Base
import Engine
import Store
import TestSupport
import Testing

@testable import Generate

/// Subjects and syllabi in two turns: free text, then the same as JSON.
@Suite struct TwoStepTests {
  private func order(_ change: (inout Order) -> Void = { _ in }) -> Order {
    Order {
      $0.disciplines = ["Botany"]
      $0.extent.until = "syllabi"
      $0.isTwoStep = true
      change(&$0)
    }
  }

  @Test func `the text is kept, and what came out of it is made from it`() async throws {
    let bench = try Bench()
    let double = try Teacher().double()
    let tally = try await bench.run(double, order())
    #expect(tally.stages.map(\.tally.done) == [2, 4])
    #expect(double.server.requestCount == 2 + 2 * 2)
    #expect(
      try await bench.lines(
        """
        SELECT e.child_kind, e.parent_kind, count(*) FROM ancestry AS e
        WHERE e.role = 'passage' GROUP BY 1, 2 ORDER BY 1
        """) == ["subject | passage | 2", "syllabus | passage | 2"])
    let texts = try await bench.lines(
      "SELECT text FROM artifact WHERE kind = 'passage' ORDER BY id")
    #expect(texts.count == 3 && texts[0].hasPrefix("The subjects "))
  }

  @Test func `the second turn goes on with the conversation of the first`() async throws {
    let bench = try Bench()
    let double = try Teacher().double()
    try await bench.run(double, order { $0.extent.until = "subjects" })
    let bodies = double.server.requests.filter { $0.method == "POST" }.map(\.json)
    let turns = bodies.map { $0["messages"]?.array ?? [] }
    #expect(turns.map(\.count) == [1, 3])
    #expect(turns[1].map { $0["role"] } == ["user", "assistant", "user"])
    #expect(turns[1][0] == turns[0][0])
    #expect(bodies[0]["response_format"] == nil && bodies[1]["response_format"] != nil)
    let text = try await bench.lines("SELECT text FROM artifact WHERE kind = 'passage'")
    #expect([turns[1][1]["content"]?.string] == text)
  }

  @Test(arguments: 1...6) func `a run that ends between the turns does not pay for the first again`(
    stopAfter: Int
  ) async throws {
    let expected = try Bench()
    let double = try Teacher().double()
    try await expected.run(double, order())
    let bench = try Bench()
    let first = try Teacher().double()
    try await bench.run(
      first,
      order {
        $0.stopAfter = stopAfter; $0.concurrency = 1
      })
    let second = try Teacher().double()
    try await bench.run(second, order())
    #expect(
      first.server.requestCount + second.server.requestCount == double.server.requestCount)
    #expect(Set(first.asked.keys).isDisjoint(with: second.asked.keys) || stopAfter > 3)
    #expect(try await bench.outcome() == (try await expected.outcome()))
  }

  @Test(arguments: [true, false]) func `the other way to ask is another question`(
    isFirst: Bool
  ) async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double(), order { $0.isTwoStep = isFirst })
    let double = try Teacher().double()
    await #expect(throws: PlanConflict.self) {
      try await bench.run(double, order { $0.isTwoStep = !isFirst })
    }
    #expect(double.server.requestCount == 0)
    let before = try await bench.keys()
    try await bench.run(
      double,
      order {
        $0.isTwoStep = !isFirst; $0.allowsSiblings = true
      })
    #expect(try await bench.keys().isSuperset(of: before))
  }

  @Test func `a rejected text takes out what came of it`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double(), order())
    try await bench.reject(
      try await bench.count("SELECT min(id) FROM artifact WHERE kind = 'passage'"))
    #expect(try await bench.count("SELECT count(*) FROM subjects WHERE status = 'live'") == 0)
    #expect(try await bench.count("SELECT count(*) FROM syllabi WHERE status = 'live'") == 0)
  }

  @Test func `a second turn that brings nothing usable is final, and asked once more on demand`()
    async throws
  {
    let bench = try Bench()
    let broken = try Teacher().double(faults: { _, request in
      Teacher.task(Question(request.json).prompt) == .structuredSubjects ? .empty : nil
    })
    let until = order { $0.extent.until = "subjects" }
    let first = try await bench.run(broken, until)
    #expect(first.total.unusable > 0 && first.total.unfinished == 0)
    let double = try Teacher().double()
    let second = try await bench.run(
      double,
      Order {
        $0 = until; $0.retriesUnusable = true
      })
    #expect(second.total.unusable == 0)
    #expect(double.asked.keys.allSatisfy { Teacher.task($0) == .structuredSubjects })
  }
}

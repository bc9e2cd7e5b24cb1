import Engine
import Store
import TestSupport
import Testing

/// GLAN end to end, on a model double.
@Suite struct GlanTests {
  @Test func `a plan yields what was ordered, and every unit is done`() async throws {
    let bench = try Bench()
    let double = try Teacher().double()
    let tally = try await bench.run(double)
    #expect(
      tally.stages.map { "\($0.name) \($0.tally.done)/\($0.tally.planned)" } == [
        "subjects 2/2", "syllabi 4/4", "questions 16/16", "answers 16/16",
      ])
    #expect(double.server.requestCount == 38)
    #expect(try await bench.count("SELECT count(*) FROM examples") == 16)
    #expect(try await bench.count("SELECT count(*) FROM call") == 38)
  }

  @Test(arguments: [1, 64]) func `concurrency, latency and servers decide nothing`(
    concurrency: Int
  ) async throws {
    let expected = try Bench()
    try await expected.run(try Teacher().double())
    let bench = try Bench()
    let servers = try (0..<(concurrency == 1 ? 1 : 3)).map { server in
      try Teacher().double(faults: { number, _ in .delayed((number * 7 + server * 3) % 5) })
    }
    try await bench.run(servers, Order { $0.concurrency = concurrency })
    #expect(try await bench.outcome() == (try await expected.outcome()))
  }

  @Test func `the lineage of each question reaches its discipline`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    let incomplete = try await bench.count(
      """
      SELECT count(*) FROM questions AS q WHERE 1 <> (
        SELECT count(DISTINCT d.parent_id) FROM lineage AS c
        JOIN lineage AS s ON s.child_id = c.parent_id AND s.role = 'session'
        JOIN lineage AS y ON y.child_id = s.parent_id AND y.role = 'syllabus'
        JOIN lineage AS t ON t.child_id = y.parent_id AND t.role = 'subject'
        JOIN lineage AS d ON d.child_id = t.parent_id AND d.role = 'discipline'
        JOIN lineage AS own ON own.child_id = q.id AND own.role = 'session'
          AND own.parent_id = s.parent_id
        WHERE c.child_id = q.id AND c.role = 'concept')
      """)
    #expect(incomplete == 0)
    #expect(try await bench.count("SELECT count(DISTINCT discipline) FROM questions") == 2)
  }

  @Test func `the whole syllabus is in each question's prompt, and stored once`() async throws {
    let bench = try Bench()
    let double = try Teacher().double()
    try await bench.run(double)
    let syllabi = try await bench.lines("SELECT text FROM syllabi ORDER BY id")
    let prompts = double.asked.keys.filter { Teacher.task($0) == .question }
    #expect(prompts.count == 16)
    #expect(prompts.allSatisfy { prompt in syllabi.contains { prompt.hasPrefix($0) } })
    #expect(try await bench.count("SELECT count(*) FROM piece") == syllabi.count)
    let bodies = Set(double.server.requests.map(\.text).filter { !$0.isEmpty })
    #expect(Set(try await bench.lines("SELECT request FROM calls")) == bodies)
  }

  @Test(arguments: 1...4) func `answers belong to their questions, whatever fails`(
    seed: Int
  ) async throws {
    let bench = try Bench()
    let passing = Mishaps.some(Mishaps.passing, seed: seed)
    let lasting = Mishaps.byPrompt(Mishaps.lasting, seed: seed, rate: 9)
    let double = try Teacher().double(faults: { number, request in
      let task = Teacher.task(Question(request.json).prompt)
      let isBelow = task == .answer || task == .question
      return passing(number, request) ?? (isBelow ? lasting(number, request) : nil)
    })
    let tally = try await bench.run(
      double,
      Order {
        $0.concurrency = 32; $0.attempts = 12
      })
    #expect(tally.total.unfinished == 0)
    let wrong = try await bench.count(
      """
      SELECT count(*) FROM answers AS a JOIN questions AS q ON q.id = a.question_id
      WHERE a.text NOT LIKE 'Answer to [' || q.text || '%'
      """)
    #expect(wrong == 0)
    #expect(try await bench.count("SELECT count(*) FROM answers") > 0)
    try await bench.expectAccount(tally)
    #expect(try await bench.count("SELECT count(*) FROM call") == double.server.requestCount)
  }
}

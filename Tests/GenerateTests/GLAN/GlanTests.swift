import Base
import Engine
import Generate
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

  @Test func `a prompt says what the student has learned, and joins what was drawn`() async throws {
    let bench = try Bench()
    let double = try Teacher().double()
    try await bench.run(double, Order { $0.extent.until = "questions" })
    let drawn = try await bench.lines(
      """
      SELECT c.request, group_concat(p.kind || p.text, '|') FROM questions AS q
      JOIN artifact AS a ON a.id = q.id JOIN calls AS c ON c.id = a.call_id
      JOIN (SELECT * FROM lineage ORDER BY child_id, role, position) AS l
        ON l.child_id = q.id AND l.role IN ('session', 'concept')
      JOIN artifact AS p ON p.id = l.parent_id GROUP BY q.id
      """
    ).map { $0.split(separator: " | ", maxSplits: 1).map(String.init) }
    #expect(drawn.count == 16)
    for line in drawn {
      let prompt = Question(try JSON(parsing: line[0])).prompt
      func names(_ kind: String) -> String {
        line[1].split(separator: "|").filter { $0.hasPrefix(kind) }
          .map { String($0.dropFirst(kind.count)) }.joined(separator: "; ")
      }
      #expect(prompt.contains("finished the sessions up to and including: \(names("session"))\n"))
      #expect(
        prompt.contains("joins these key concepts: \(names("concept"))\n")
          || prompt.hasSuffix("joins these key concepts: \(names("concept"))"))
    }
  }

  @Test func `a syllabus is kept whole: text, description, objectives, sessions and concepts`()
    async throws
  {
    let bench = try Bench()
    try await bench.run(
      try Teacher().double(),
      Order {
        $0.extent.until = "syllabi"
        $0.extent.subjects = 1
        $0.disciplines = ["Botany"]
      })
    let whole = try await bench.lines(
      """
      SELECT y.text LIKE 'Syllabus: ' || t.name || '%', a.attributes ->> 'description' LIKE 'All of %',
        a.attributes ->> 'objectives'
      FROM syllabi AS y JOIN subjects AS t ON t.id = y.subject_id JOIN artifact AS a ON a.id = y.id
      """)
    #expect(whole == [#"1 | 1 | ["to know"]"#])
    let sessions = try await bench.lines(
      """
      SELECT s.position, s.description, group_concat(c.position, ' ') FROM sessions AS s
      JOIN concepts AS c ON c.session_id = s.id GROUP BY s.id ORDER BY s.id
      """)
    #expect(sessions == (1...3).map { "\($0) | What it is about. | 1 2 3" })
  }

  @Test(arguments: Effort.seeds(4, long: 60))
  func `no two questions of a syllabus have the same sessions and concepts`(
    seed: UInt64
  ) async throws {
    var random = SplitMix64(seed: "outline \(seed)")
    let outlines = (0..<4).map { _ in
      (0..<Int.random(in: 2...4, using: &random)).map { _ in Int.random(in: 1...4, using: &random) }
    }
    let bench = try Bench()
    let teacher = Teacher(instead: { question in
      guard Teacher.task(question.prompt) == .syllabus else { return nil }
      var random = SplitMix64(seed: question.hash)
      return Teacher.syllabus(outlines.randomElement(using: &random) ?? [1])
    })
    try await bench.run(
      try teacher.double(formats: []),
      Order {
        $0.extent.until = "questions"
        $0.extent.questions = 60
        $0.extent.sessions = 4
        $0.extent.concepts = 4
        $0.extent.twoSessionRatio = 0.7
      })
    let drawn = """
      SELECT q.id AS id, q.strategy AS strategy, l.role AS role, l.parent_id AS parent,
        s.parent_id AS session
      FROM questions AS q JOIN lineage AS l ON l.child_id = q.id
      LEFT JOIN lineage AS s ON s.child_id = l.parent_id AND s.role = 'session'
      """
    // One line a question: which syllabus, sessions and concepts.
    let about = try await bench.lines(
      "SELECT group_concat(parent) FROM (\(drawn) ORDER BY id, parent) GROUP BY id")
    #expect(about.count > 20 && Set(about).count == about.count)
    let counts = try await bench.lines(
      """
      SELECT DISTINCT strategy, sum(role = 'session'), sum(role = 'concept') BETWEEN 1 AND 5,
        count(DISTINCT session) FROM (\(drawn)) GROUP BY id
      """)
    #expect(Set(counts).isSubset(of: ["one-session | 1 | 1 | 1", "two-sessions | 2 | 1 | 2"]))
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

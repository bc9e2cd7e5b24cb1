import Base
import Engine
import Store
import Synchronization
import TestSupport
import Testing

@testable import Generate

/// What stages judge about the children of one parent.
@Suite struct SettlementTests {
  /// A teacher that names these subjects.
  private func naming(_ names: [String]) -> Teacher {
    Teacher(instead: { question in
      Teacher.task(question.prompt) == .subjects ? Teacher.subjects(names) : nil
    })
  }

  private func order(_ change: (inout Order) -> Void = { _ in }) -> Order {
    Order {
      $0.disciplines = ["Botany"]
      $0.extent.until = "subjects"
      change(&$0)
    }
  }

  @Test func `repeats are dropped with their witness, and the limit holds`() async throws {
    let bench = try Bench()
    let names = ["Plant Life", "plant  life", "Soil", "PLANT-LIFE", "Roots", "Leaves"]
    try await bench.run(try naming(names).double(), order { $0.extent.subjects = 2 })
    let drops = try await bench.lines(
      """
      SELECT a.text, d.rule, ifnull(w.text, ''), ifnull(cast(d.value AS INTEGER), '')
      FROM drops AS d JOIN artifact AS a ON a.id = d.artifact_id
      LEFT JOIN artifact AS w ON w.id = d.witness_id ORDER BY a.id
      """)
    #expect(
      drops == [
        "plant  life | repeat | Plant Life | ", "PLANT-LIFE | repeat | Plant Life | ",
        "Roots | limit |  | 3", "Leaves | limit |  | 4",
      ])
    #expect(
      try await bench.lines("SELECT name FROM subjects WHERE status = 'live' ORDER BY id")
        == ["Plant Life", "Soil"])
  }

  @Test func `names that differ by a sign are different names`() {
    #expect(Settlement.comparable("C#") != Settlement.comparable("C"))
    #expect(Settlement.comparable("C++") != Settlement.comparable("C"))
    #expect(Settlement.comparable("A*") != Settlement.comparable("A"))
    #expect(Settlement.comparable("???") != Settlement.comparable("!"))
    #expect(Settlement.comparable("Input/Output") == Settlement.comparable("input output"))
    #expect(Settlement.comparable("e\u{301}tude") == Settlement.comparable("\u{C9}TUDE"))
    #expect(Settlement.comparable("線形 代数") == Settlement.comparable("線形代数"))
  }

  @Test func `while there are too few subjects it asks again, a few times`() async throws {
    let bench = try Bench()
    let double = try naming(["Soil"]).double()
    let tally = try await bench.run(double, order { $0.extent.subjects = 3 })
    #expect(double.server.requestCount == 1 + furtherAsks)
    #expect(tally.total.planned == 4 && tally.total.done == 4)
    let again = try naming(["Soil"]).double()
    try await bench.run(again, order { $0.extent.subjects = 3 })
    #expect(again.server.requestCount == 0)
  }

  @Test func `a limit is undone, and the same order enforces it again`() async throws {
    let bench = try Bench()
    let teacher = naming(["Soil", "Roots", "Leaves"])
    try await bench.run(try teacher.double(), order { $0.extent.subjects = 2 })
    let before = try await bench.keys()
    try await bench.write { try $0.undo(run: 1) }
    let live = "SELECT count(*) FROM subjects WHERE status = 'live'"
    #expect(try await bench.count(live) == 3)
    let double = try teacher.double()
    try await bench.run(double, order { $0.extent.subjects = 2 })
    #expect(double.server.requestCount == 0)
    #expect(try await bench.keys() == before)
    try await bench.run(double, order { $0.extent.subjects = 3 })
    #expect(try await bench.count(live) == 3)
  }

  @Test func `the same subject of two disciplines is kept in both`() async throws {
    let bench = try Bench()
    let double = try naming(["Calculus", "Optics", "Calculus"]).double()
    try await bench.run(
      double,
      order {
        $0.disciplines = ["Physics", "Mathematics"]
        $0.extent.subjects = 2
      })
    let live = try await bench.lines(
      """
      SELECT d.name, s.name FROM subjects AS s JOIN disciplines AS d ON d.id = s.discipline_id
      WHERE s.status = 'live' ORDER BY 1, 2
      """)
    #expect(
      live == [
        "Mathematics | Calculus", "Mathematics | Optics", "Physics | Calculus", "Physics | Optics",
      ])
    // Within a discipline the second one is a repeat of the first there.
    let repeats = try await bench.lines(
      """
      SELECT s.discipline_id = w.discipline_id FROM drops AS d
      JOIN subjects AS s ON s.id = d.artifact_id JOIN subjects AS w ON w.id = d.witness_id
      WHERE d.rule = 'repeat'
      """)
    #expect(repeats == ["1", "1"])
  }

  @Test func `the samples of a discipline are one list, whose repeats are dropped`() async throws {
    let bench = try Bench()
    let asked = Mutex(0)
    let teacher = Teacher(instead: { question in
      guard Teacher.task(question.prompt) == .subjects else { return nil }
      let number = asked.withLock { asked in
        asked += 1
        return asked
      }
      return Teacher.subjects(["Soil", "Only \(number)"])
    })
    try await bench.run(
      try teacher.double(),
      order {
        $0.extent.subjectSamples = 10
        $0.extent.subjects = 20
        $0.concurrency = 1
      })
    let live = try await bench.lines("SELECT name FROM subjects WHERE status = 'live' ORDER BY id")
    // Ten were ordered, and as they did not bring twenty names, a few more.
    let samples = 10 + furtherAsks
    #expect(live == ["Soil"] + (1...samples).map { "Only \($0)" })
    let drops = try await bench.lines(
      "SELECT rule, count(DISTINCT witness_id), count(*) FROM drops GROUP BY rule")
    #expect(drops == ["repeat | 1 | \(samples - 1)"])
  }

  @Test func `concepts of a session that is dropped are dropped with it`() async throws {
    let bench = try Bench()
    let syllabus: JSON = [
      "description": "All.", "objectives": [],
      "sessions": .array(
        ["Light", "light", "Lenses", "Prisms"].map { name -> JSON in
          ["name": .string(name), "description": "", "concepts": JSON(["a \(name)", "b \(name)"])]
        }),
    ]
    let teacher = Teacher(instead: { question in
      Teacher.task(question.prompt) == .syllabus ? syllabus.text : nil
    })
    let sized = order {
      $0.extent.until = "questions"
      $0.extent.subjects = 1
      $0.extent.sessions = 2
    }
    try await bench.run(try teacher.double(formats: []), sized)
    let concepts = """
      SELECT s.name, s.status, c.name, c.status, ifnull(d.rule || ': ' || d.reason, '')
      FROM concepts AS c JOIN sessions AS s ON s.id = c.session_id
      LEFT JOIN drops AS d ON d.artifact_id = c.id ORDER BY c.id
      """
    let gone = "dropped | limit: what it belongs to is dropped"
    #expect(
      try await bench.lines(concepts) == [
        "Light | live | a Light | live | ", "Light | live | b Light | live | ",
        "light | dropped | a light | \(gone)", "light | dropped | b light | \(gone)",
        "Lenses | live | a Lenses | live | ", "Lenses | live | b Lenses | live | ",
        "Prisms | dropped | a Prisms | \(gone)", "Prisms | dropped | b Prisms | \(gone)",
      ])
    let drawn = """
      SELECT count(*) FROM ancestry AS e JOIN standing AS st ON st.artifact_id = e.parent_id
      WHERE e.child_kind = 'question' AND st.status <> 'live'
      """
    #expect(try await bench.count("SELECT count(*) FROM questions") == 4)
    #expect(try await bench.count(drawn) == 0)
    // A session that a person takes back has its concepts again.
    try await bench.accept(try await bench.count("SELECT id FROM sessions WHERE name = 'Prisms'"))
    try await bench.run(
      try teacher.double(formats: []),
      Order {
        $0 = sized
        $0.extent.until = "syllabi"
      })
    #expect(
      try await bench.lines("SELECT name FROM concepts WHERE status = 'live' ORDER BY id")
        == ["a Light", "b Light", "a Lenses", "b Lenses", "a Prisms", "b Prisms"])
  }

  @Test func `of several questions to a draw repeats and surplus are dropped`() async throws {
    let bench = try Bench()
    let teacher = Teacher(instead: { question in
      guard Teacher.task(question.prompt) == .questions else { return nil }
      let mark = question.hash.prefix(8)
      let texts = ["Why \(mark)?", "why \(mark)", "How \(mark)?", "4?"]
      return JSON.object([.init("questions", JSON(texts))]).text
    })
    try await bench.run(
      try teacher.double(formats: []),
      order {
        $0.extent.until = "questions"
        $0.extent.questions = 5
        $0.extent.questionsPerDraw = 2
      })
    let drops = try await bench.lines(
      "SELECT rule, count(*) FROM drops WHERE kind = 'question' GROUP BY rule ORDER BY rule")
    // Two subjects with three draws: each has one repeat, and two too many, of the last draw three.
    #expect(drops == ["limit | \(2 * (1 + 1 + 2))", "repeat | 6"])
    #expect(try await bench.count("SELECT count(*) FROM questions WHERE status = 'live'") == 2 * 5)
  }

  @Test func `a server that knows no limits gives more than was asked for, and that is dropped`()
    async throws
  {
    let bench = try Bench()
    let teacher = Teacher(subjects: 4, sessions: 5, concepts: 6)
    let double = try teacher.double(formats: [])
    let tally = try await bench.run(double)
    #expect(tally.total.unusable == 0)
    for view in ["subjects", "sessions", "concepts"] {
      let excess = "SELECT count(*) FROM \(view) WHERE status = 'dropped'"
      #expect(try await bench.count(excess) > 0, "\(view)")
    }
    #expect(try await bench.count("SELECT count(*) FROM questions WHERE draw GLOB '*4*'") == 0)
  }

  @Test(arguments: ["sessions", "concepts"])
  func `what a person rejects does not move the draws of the others`(view: String) async throws {
    let teacher = Teacher(sessions: 5, concepts: 5)
    for status in ["live", "dropped"] {
      let bench = try Bench()
      try await bench.run(try teacher.double())
      try await bench.write { connection in
        let run = try connection.beginRun("reject", tool: "0")
        let id = try connection.int(
          "SELECT min(id) FROM \(view) WHERE status = ?", [.text(status)])
        try connection.store(Judgement(.reject, [id]), run: run)
        try connection.endRun(run, .done, figures: .object([]))
      }
      let double = try teacher.double()
      try await bench.run(double)
      #expect(double.server.requestCount == 0, "\(status)")
    }
  }

  @Test func `a branch with an unfinished sample waits, and ends as if nothing had been`()
    async throws
  {
    let sampled = Order {
      $0.extent.subjectSamples = 3
      $0.extent.subjects = 5
    }
    let expected = try Bench()
    let teacher = Teacher(instead: Self.sampled)
    try await expected.run(try teacher.double(), sampled)
    let bench = try Bench()
    let broken = try teacher.double(faults: { number, _ in
      number == 2 ? .error(500, "boom") : nil
    })
    let first = try await bench.run(
      broken,
      Order {
        $0 = sampled; $0.attempts = 1; $0.concurrency = 1
      })
    #expect(first.stages[0].tally.unfinished == 1)
    #expect(try await bench.count("SELECT count(DISTINCT discipline_id) FROM subjects") == 2)
    #expect(first.stages[1].tally.planned == 2)
    let double = try teacher.double()
    try await bench.run(double, sampled)
    #expect(try await bench.outcome() == (try await expected.outcome()))
  }

  /// The same two subjects in every sample, so that repeats are to be judged.
  private static let sampled: @Sendable (Question) -> String? = { question in
    guard Teacher.task(question.prompt) == .subjects else { return nil }
    return Teacher.subjects(["Plants", "Soil"])
  }
}

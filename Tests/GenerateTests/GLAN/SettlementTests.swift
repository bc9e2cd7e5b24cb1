import Base
import Engine
import Store
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

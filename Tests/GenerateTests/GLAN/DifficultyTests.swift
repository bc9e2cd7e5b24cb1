import Base
import Engine
import TestSupport
import Testing

@testable import Generate

/// Draws by the depth of sessions in their syllabus.
@Suite struct DifficultyTests {
  @Test(arguments: 0...30) func `the thirds have every session once, in order`(count: Int) {
    let thirds = ["early", "middle", "late"].compactMap { Difficulty($0) }
    #expect(thirds.flatMap { $0.sessions(of: count) } == Array(0..<count))
    #expect(Difficulty.all.sessions(of: count) == 0..<count)
  }

  @Test func `a part of the depths has the sessions whose middle is in it`() throws {
    let half = try #require(Difficulty("0.5..1"))
    #expect(half.text == "0.5..1")
    #expect(half.sessions(of: 4) == 2..<4)
    #expect(half.sessions(of: 5) == 2..<5)
    #expect(try #require(Difficulty("0.9..1")).sessions(of: 3).isEmpty)
  }

  @Test(arguments: ["", "hard", "..", "0..", "1..0", "0.5..0.5", "-0.1..1", "0..1.1", "nan..1"])
  func `what is no part of the depths is none`(typed: String) {
    #expect(Difficulty(typed) == nil)
  }

  @Test(arguments: ["early", "middle", "late", "0.5..1"])
  func `questions come from sessions of the depths alone, and say how deep they are`(
    typed: String
  ) async throws {
    let bench = try Bench()
    let order = Order { $0.extent.difficulty = Difficulty(typed) ?? .all }
    try await bench.run(try Teacher().double(), order)
    // Three sessions: the middles of the thirds.
    let allowed = try #require(Difficulty(typed)).sessions(of: 3).map { $0 + 1 }
    let positions = try await bench.lines(
      """
      SELECT DISTINCT s.position FROM questions AS q
      JOIN lineage AS l ON l.child_id = q.id AND l.role = 'session'
      JOIN sessions AS s ON s.id = l.parent_id ORDER BY 1
      """)
    #expect(positions == allowed.map(String.init))
    let deepest = try await bench.lines(
      """
      SELECT DISTINCT q.depth = round((max(s.position) - 0.5) / 3, 3) FROM questions AS q
      JOIN lineage AS l ON l.child_id = q.id AND l.role = 'session'
      JOIN sessions AS s ON s.id = l.parent_id GROUP BY q.id
      """)
    #expect(deepest == ["1"])
    #expect(
      try await bench.lines(
        "SELECT DISTINCT settings ->> 'difficulty' FROM plan_stage WHERE stage = 'questions'")
        == [typed])
  }

  @Test func `more questions extend those of a difficulty, and another difficulty is refused`()
    async throws
  {
    let bench = try Bench()
    let order = Order {
      $0.extent.difficulty = Difficulty("late") ?? .all
      $0.extent.until = "questions"
    }
    try await bench.run(try Teacher().double(), order)
    let before = try await bench.keys()
    var more = order
    more.extent.questions = 6
    try await bench.run(try Teacher().double(), more)
    #expect(before.isSubset(of: try await bench.keys()))
    #expect(try await bench.count("SELECT count(*) FROM questions") == 4 * 6)
    more.extent.difficulty = .all
    let other = more
    await #expect(throws: PlanConflict.self) {
      try await bench.run(try Teacher().double(), other)
    }
  }
}

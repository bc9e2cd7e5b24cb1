import Base
import Foundation
import TestSupport
import Testing

/// What is asked once is found again, by its key alone.
@Suite struct ReuseTests {
  @Test func `other ports, and four servers for one, change no key and ask nothing again`()
    async throws
  {
    let (bench, first) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, first))
    let keys = try await bench.column("SELECT key FROM versions ORDER BY key")
    let four = try (0..<4).map { _ in try ModelDouble.teacher() }
    let more = four.dropFirst().flatMap { ["--base-url", $0.baseURL] }
    try await bench.run(Course.command(bench.database, four[0]) + more)
    #expect(four.allSatisfy { $0.bodies.isEmpty })
    #expect(try await bench.column("SELECT key FROM versions ORDER BY key") == keys)
    let fresh = try Workbench()
    try await fresh.run(Course.command(fresh.database, four[0]) + more)
    #expect(four.allSatisfy { !$0.bodies.isEmpty })
    #expect(four.reduce(0) { $0 + $1.bodies.count } == Course.requests)
    #expect(try await fresh.column("SELECT key FROM versions ORDER BY key") == keys)
    #expect(
      try await fresh.column("SELECT key FROM units ORDER BY key")
        == bench.column("SELECT key FROM units ORDER BY key"))
  }

  @Test func `what one unnamed server cannot do is not held against another`() async throws {
    let bench = try Workbench()
    let plain = try ModelDouble { habits in
      habits.formats = []
      habits.answer = { _ in "I know no JSON." }
    }
    let able = try ModelDouble.teacher()
    _ = try await Tool.run(Course.command(bench.database, plain, "--until", "subjects"))
    #expect(plain.bodies.last?.contains("response_format") == false)
    _ = try await Tool.run(
      Course.command(bench.database, able, "--until", "subjects", "--retry-unusable"))
    #expect(able.bodies.first?.contains("json_schema") == true)
    // The one that was asked is not asked again what it can do.
    let count = plain.bodies.count
    _ = try await Tool.run(
      Course.command(bench.database, plain, "--until", "syllabi"))
    #expect(plain.bodies.dropFirst(count).allSatisfy { !$0.contains("response_format") })
  }

  @Test func `why on a unit names the field that differs`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double))
    try await bench.run(
      Course.command(bench.database, double, "--answer-model", "other", "--add"))
    let rows = try await bench.query(
      """
      SELECT old.id AS old, old.key AS key, new.id AS new FROM units AS old JOIN units AS new
        ON new.parent_id = old.parent_id AND new.stage = old.stage
        AND new.ordinal = old.ordinal AND new.id > old.id LIMIT 1
      """)
    let (old, new) = (rows[0]["old"]?.int ?? 0, rows[0]["new"]?.int ?? 0)
    let later = try await bench.run("why", bench.database, "unit:\(new)").output
    #expect(
      later.contains(
        "It did not reuse unit \(old) (plan 2, done), which asks at the same place: model: double, "
          + "now other."), "\(later)")
    let key = rows[0]["key"]?.string ?? ""
    let earlier = try await bench.run("why", bench.database, "key:\(key)", "--json").json
    #expect(earlier["unit"]?.int == old && earlier["state"] == "done")
    #expect(earlier["others"]?[0]?["differences"] == ["model: double, now other"])
    #expect(earlier["others"]?[0]?["unit"]?.int == new)
    let unknown = try await bench.run(["why", bench.database, "unit:99999"], ending: 1)
    #expect(unknown.talk.contains("there is no unit:99999"))
  }

  @Test func `a request that two plans share is asked by one of them alone`() async throws {
    let bench = try Workbench()
    try bench.write(#"[{"question": "A?"}, {"question": "B?"}, {"question": "C?"}]"#, to: "q.json")
    try await bench.run("import", bench.database, bench.file("q.json"), "--as", "questions")
    func answers(_ condition: String, _ double: ModelDouble) -> [String] {
      [
        "generate", "answers", bench.database, "--where", condition, "--model", "double",
        "--base-url", double.baseURL,
      ]
    }
    let silence = try Silence()
    let first = try Tool.start(answers("text <> 'C?'", silence.double))
    await silence.isAsked()
    let double = try ModelDouble()
    let refused = try await bench.run(answers("text <> 'A?'", double), ending: 1)
    #expect(refused.talk.contains("asking some of the same requests"), "\(refused.talk)")
    #expect(double.bodies.isEmpty)
    first.send(SIGKILL)
    #expect(try await first.ended().wasKilled)
    // The other plan takes over what it needs, and counts it as its own.
    try await bench.run(answers("text <> 'A?'", double))
    #expect(double.asked == ["B?": 1, "C?": 1])
    #expect(
      try await bench.column("SELECT count(*) FROM units GROUP BY plan_id, state ORDER BY 1")
        == [1, 2])
    #expect(
      try await bench.number(
        """
        SELECT count(*) FROM calls AS c JOIN artifact AS a ON a.call_id = c.id
        WHERE a.plan_id <> c.plan_id
        """) == 0)
    try await bench.run(answers("text <> 'C?'", double))
    #expect(double.asked == ["A?": 1, "B?": 1, "C?": 1])
  }
}

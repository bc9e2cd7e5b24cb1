import Base
import Foundation
import TestSupport
import Testing

@Suite struct GlanTests {
  @Test func `a run from disciplines to files leaves every unit done and every call recorded`()
    async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let ended = try await bench.run(Course.command(bench.database, double, "--json"))
    #expect(ended.json["calls"]?.int == Course.requests)
    #expect(double.bodies.count == Course.requests)
    let stages = ended.json["stages"]?.object ?? []
    #expect(stages.map(\.name) == ["subjects", "syllabi", "questions", "answers"])
    #expect(stages.map { $0.value["done"]?.int } == [2, 4, 16, 16])
    #expect(
      try await bench.query("SELECT state, count(*) AS units FROM units GROUP BY state")
        == [["state": "done", "units": JSON(Course.requests)]])
    #expect(
      try await bench.number(
        """
        SELECT count(*) FROM calls WHERE model = 'double' AND prompt_tokens > 0
          AND completion_tokens > 0 AND status = 200 AND json_valid(response)
        """) == Course.requests)
    let recorded = try await bench.column("SELECT request FROM calls").compactMap(\.string)
    #expect(recorded.sorted() == double.bodies.sorted())
  }

  @Test func `every exported row reaches its discipline through concepts, sessions and syllabus`()
    async throws
  {
    let bench = try await exported()
    let lines = try bench.lines("out/lineage.jsonl")
    #expect(lines.count == 16)
    for line in lines {
      let question = line["question"]?.string ?? ""
      let rows = try await bench.query(ancestry(of: question))
      #expect(rows.count == 1, "\(question)")
      #expect(rows.first?["concepts"]?.int ?? 0 > 0)
      #expect(rows.first?["astray"]?.int == 0)
      #expect(["Organic Chemistry", "Music Theory"].contains(rows.first?["discipline"]?.string))
      #expect(line["discipline"]?.array?.last == rows.first?["discipline"])
      #expect(line["subject"] == rows.first?["subject"])
    }
  }

  /// Walks edge by edge; `astray` counts concepts whose session or syllabus is not the question's.
  private func ancestry(of key: String) -> String {
    """
    SELECT d.name AS discipline, s.name AS subject, count(DISTINCT c.id) AS concepts,
      sum(se.syllabus_id <> sy.id OR NOT EXISTS (SELECT 1 FROM ancestry AS x
        WHERE x.child_id = q.id AND x.role = 'session' AND x.parent_id = se.id)) AS astray
    FROM questions AS q
    JOIN ancestry AS e ON e.child_id = q.id AND e.role = 'concept'
    JOIN concepts AS c ON c.id = e.parent_id
    JOIN sessions AS se ON se.id = c.session_id
    JOIN ancestry AS f ON f.child_id = q.id AND f.role = 'syllabus'
    JOIN syllabi AS sy ON sy.id = f.parent_id
    JOIN subjects AS s ON s.id = sy.subject_id
    JOIN disciplines AS d ON d.id = s.discipline_id
    WHERE q.key = '\(key)' GROUP BY d.id, s.id
    """
  }

  /// A course, curated and exported into `out`.
  private func exported() async throws -> Workbench {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double))
    try await bench.run("curate", "filter", bench.database)
    try await bench.run("curate", "dedup", bench.database)
    try await bench.run(
      "export", bench.database, bench.file("out"), "--format", "messages", "--validation", "0.3")
    return bench
  }

  @Test func `exported rows are the examples, each with the answer to its question`() async throws {
    let bench = try await exported()
    let rows = try bench.lines("out/train.jsonl") + bench.lines("out/validation.jsonl")
    let pairs = rows.map { ($0["messages"]?.array ?? []).compactMap { $0["content"]?.string } }
    let examples = try await bench.query("SELECT question, answer FROM examples")
    let expected = examples.map { [$0["question"]?.string ?? "", $0["answer"]?.string ?? ""] }
    #expect(Set(pairs) == Set(expected))
    #expect(pairs.count == expected.count)
    #expect(pairs.allSatisfy { $0[1].hasPrefix("Answer to [\($0[0])]") })
    #expect(try !bench.lines("out/validation.jsonl").isEmpty)
  }

  @Test func `what looks at the file tells of the run`() async throws {
    let bench = try await exported()
    let id = try await bench.number("SELECT answer_id FROM examples LIMIT 1")
    let lineage = try await bench.run("lineage", bench.database, String(id)).output
    for word in ["discipline", "subject", "syllabus", "session", "concept", "question", "double"] {
      #expect(lineage.contains(word), "\(word) in\n\(lineage)")
    }
    let why = try await bench.run("why", bench.database, String(id)).output
    #expect(why.contains("Answer \(id) is live") && why.contains("It is in examples"), "\(why)")
    let status = try await bench.run("status", bench.database, "--json").json
    #expect(status["examples"]?.int == 16, "\(status.text)")
    let runs = try await bench.run("runs", bench.database, "--json").json.array ?? []
    #expect(runs.map { $0["state"]?.string } == ["done", "done", "done", "done"])
    #expect(runs.last?["command"]?.string?.hasPrefix("seedbed generate glan") == true)
    let sample = try await bench.run("sample", bench.database, "-n", "3", "--seed", "1", "--json")
    #expect(sample.json.array?.count == 3)
  }

  @Test func `the same command again asks nothing, and a larger count asks only for more`()
    async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double))
    let again = try ModelDouble.teacher()
    try await bench.run(Course.command(bench.database, again))
    #expect(again.bodies.isEmpty)
    try await bench.run(
      Course.command(bench.database, again).map { $0 == Course.questions ? "6" : $0 })
    #expect(again.bodies.count == 4 * 2 * 2)
    #expect(Set(again.bodies).isDisjoint(with: double.bodies))
  }

  @Test func `a larger count of sessions cannot extend a syllabus, and that is told`() async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let first = try await bench.run(Course.command(bench.database, double))
    #expect(!first.talk.contains("warning"))
    let more = Course.command(bench.database, double).map { $0 == "3" ? "5" : $0 }
    let second = try await bench.run(more)
    #expect(second.talk.contains("warning: 4 syllabi were asked for fewer sessions"))
    #expect(double.bodies.count == Course.requests)
  }

  @Test func `a run stops at the stage of --until, and goes on from there`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double, "--until", "syllabi"))
    #expect(double.bodies.count == 2 + 4)
    #expect(try await bench.number("SELECT count(*) FROM concepts WHERE status = 'live'") == 36)
    #expect(try await bench.number("SELECT count(*) FROM questions") == 0)
    try await bench.run(Course.command(bench.database, double))
    #expect(double.bodies.count == Course.requests)
  }

  @Test func `a discipline file with a mark, CRLF and blank lines is read as meant`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let file = try bench.write("\u{FEFF}\r\nOptics \r\n\r\n  Music Theory\r\n日本史", to: "d.txt")
    try await bench.run(
      "generate", "glan", bench.database, "--disciplines", file, "--until", "subjects",
      "--subjects", "2", "--model", "double", "--base-url", double.baseURL)
    let names = "SELECT name FROM disciplines ORDER BY id"
    #expect(try await bench.column(names) == ["Optics", "Music Theory", "日本史"])
    let other = try Workbench()
    try await other.run("import", other.database, file, "--as", "disciplines")
    #expect(try await other.column(names) == bench.column(names))
  }

  @Test(arguments: [
    ("Japanese", "日本語", "Japanese"), ("ko", "한국어", "Korean"), ("中文", "中文", "Chinese"),
    ("French", "French", "French"),
  ])
  func `the language reaches every stage's prompt and every artifact`(
    typed: String, asked: String, stored: String
  ) async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double, "--language", typed))
    let prompts = double.asked.keys.filter { !$0.hasPrefix("How are these joined") }
    #expect(prompts.count == 2 + 4 + 16)
    #expect(prompts.allSatisfy { $0.contains(asked) })
    #expect(
      try await bench.column(
        "SELECT DISTINCT language FROM questions UNION SELECT DISTINCT language FROM examples")
        == [.string(stored)])
  }
}

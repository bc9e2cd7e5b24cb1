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

  @Test func `a preset gives the values that no flag gives, and a dry run shows them`()
    async throws
  {
    let bench = try Workbench()
    let command = [
      "generate", "glan", bench.database, "--disciplines", "builtin", "--preset", "paper",
      "--questions", "7", "--answer-max-tokens", "99", "--model", "m", "--base-url",
      "http://127.0.0.1:9/v1", "--dry-run", "--json",
    ]
    let ended = try await bench.run(command)
    let values = ended.json["values"]
    #expect(values?["subjects"] == 150 && values?["subject_samples"] == 10)
    #expect(values?["questions"] == 7)
    #expect(ended.talk.contains("answers: model m, temperature 0.7, top_p 0.95, max_tokens 99"))
    // Ten asks of two turns each.
    let stages = ended.json["estimate"]?["stages"]
    let disciplines = (stages?["subjects"]?["calls"]?.int ?? 0) / (10 * 2)
    #expect(disciplines > 100)
    #expect(stages?["answers"]?["calls"]?.int == disciplines * 150 * 7)
    #expect(stages?["answers"]?["cost"] == JSON.null)
    #expect(ended.talk.contains("no price known") && ended.talk.contains("An estimate:"))
    #expect(try bench.contents().isEmpty)
  }

  @Test func `an estimate has a cost where the endpoint has prices`() async throws {
    let bench = try Workbench()
    try FileManager.default.createDirectory(
      atPath: bench.file("seedbed"), withIntermediateDirectories: false)
    let host: JSON = [
      "base_urls": ["http://127.0.0.1:9/v1"], "model": "m",
      "prices": ["prompt": 2, "completion": 3],
    ]
    try bench.write(
      JSON.object([.init("endpoints", ["host": host])]).text, to: "seedbed/config.json")
    let ended = try await bench.run(
      [
        "generate", "glan", bench.database, "--discipline", "Optics", "--endpoint", "host",
        "--dry-run", "--json",
      ], environment: ["XDG_CONFIG_HOME": bench.folder])
    let stages = ended.json["estimate"]?["stages"]
    let questions = stages?["questions"]
    let prompt = Double(questions?["prompt_tokens"]?.int ?? 0)
    let completion = Double(questions?["completion_tokens"]?.int ?? 0)
    #expect(prompt > 0 && questions?["cost"]?.double == (prompt * 2 + completion * 3) / 1e6)
  }

  @Test func `a dry run says how many draws there are, and where they are too few`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double))
    // Three sessions of three concepts: 3 * 7 of one, and 3 * 48 of two.
    let asked = Course.command(bench.database, double, "--dry-run", "--json")
    let plenty = try await bench.run(asked)
    #expect(plenty.json["draws"]?["syllabi"] == 4)
    #expect(plenty.json["draws"]?["one_session"] == 84)
    #expect(plenty.json["draws"]?["too_few"] == [])
    #expect(plenty.json["estimate"]?["stages"]?["questions"]?["calls"] == 0)
    let many = try await bench.run(asked.map { $0 == Course.questions ? "500" : $0 })
    #expect(many.json["draws"]?["too_few"]?.array?.count == 4)
    #expect(many.talk.contains("4 of them have fewer draws than the 500 that --questions needs"))
    #expect(double.bodies.count == Course.requests)
  }

  @Test func `a target is told how far it came, and what it cannot reach ends with 3`() async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let command = Array(
      Course.command(bench.database, double, "--json").filter { $0 != "4" }
        .filter { $0 != "--questions" })
    let planned = try await bench.run(command + ["--target", "10", "--dry-run"])
    #expect(planned.json["estimate"]?["stages"]?["answers"]?["calls"] == 10)
    #expect(double.bodies.isEmpty)
    let ended = try await bench.run(command + ["--target", "10", "--rules", "none"])
    #expect(ended.json["target"]?["rows"] == 10 && ended.json["target"]?["end"] == "reached")
    #expect(ended.talk.contains("target: 10 of 10 examples after"))
    #expect(try await bench.number("SELECT count(*) FROM examples") == 10)
    let asked = double.bodies.count
    let tooFar = try await bench.run(
      command + ["--target", "5000", "--until", "questions", "--dedup", "1"], ending: 3)
    // Four subjects with three sessions of three concepts: 3 * 7 draws of one, 3 * 48 of two.
    #expect(tooFar.json["target"]?["end"] == "exhausted")
    #expect(tooFar.json["target"]?["rows"]?.int == 660)
    #expect(tooFar.talk.contains("no draw is left"))
    #expect(double.bodies.count > asked)
    #expect(try await bench.column("SELECT state FROM run ORDER BY id") == ["done", "incomplete"])
  }

  @Test(arguments: [
    ["--target", "5", "--questions", "4"], ["--target", "5", "--until", "syllabi"],
    ["--dedup", "0.5"], ["--target", "5", "--rules", "nope"], ["--target", "0"],
  ])
  func `flags that do not go with a target are refused`(flags: [String]) async throws {
    let bench = try Workbench()
    try await bench.run(
      ["generate", "glan", bench.database, "--discipline", "Optics", "--model", "m"]
        + ["--base-url", "http://127.0.0.1:9/v1"] + flags, ending: 2)
    #expect(try bench.contents().isEmpty)
  }

  @Test func `a difficulty that is none is refused`() async throws {
    let bench = try Workbench()
    let ended = try await bench.run(
      "generate", "glan", bench.database, "--discipline", "Optics", "--difficulty", "hard",
      "--model", "m", "--base-url", "http://127.0.0.1:9/v1", ending: 2)
    #expect(ended.talk.contains("early"))
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

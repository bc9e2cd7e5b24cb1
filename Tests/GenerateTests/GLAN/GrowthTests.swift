import Base
import Engine
import Generate
import Import
import Store
import TestSupport
import Testing

/// Subjects and key concepts that a person adds to a run that is finished.
@Suite struct GrowthTests {
  /// The row of a file that adds a concept to a session of the first syllabus.
  private func concept(
    _ name: String, session position: Int, in bench: Bench
  ) async throws -> String {
    let rows = try await bench.lines(
      """
      SELECT s.name FROM sessions AS s WHERE s.position = \(position)
        AND s.syllabus_id = (SELECT min(id) FROM syllabi)
      """)
    let row: JSON = ["concept": .string(name), "session": .string(rows[0])]
    return row.text
  }

  private func texts(_ double: ModelDouble, _ task: Teacher.Task) -> [String] {
    double.asked.keys.filter { Teacher.task($0) == task }
  }

  @Test func `a subject that is added later is asked for alone, and no other key changes`()
    async throws
  {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    let before = try await bench.outcome()
    try await bench.add(
      #"{"subject": "Mosses", "discipline": "botany ", "level": "advanced", "subtopics": "moss; peat"}"#,
      as: .subjects)
    let double = try Teacher().double()
    try await bench.run(double)
    #expect(double.server.requestCount == 1 + 4 + 4)
    let syllabus = try #require(texts(double, .syllabus).first)
    for word in ["Mosses", "Botany", "level 700", "moss; peat"] { #expect(syllabus.contains(word)) }
    let after = try await bench.outcome()
    #expect(Set(before).isSubset(of: after))
    #expect(
      try await bench.lines(
        "SELECT subject, discipline, count(*) FROM examples WHERE subject = 'Mosses' GROUP BY 1, 2")
        == ["Mosses | Botany | 4"])
    let idle = try Teacher().double()
    try await bench.run(idle)
    #expect(idle.server.requestCount == 0)
    #expect(try await bench.outcome() == after)
  }

  @Test func `what a person gave is there before what a model names, which repeats it`()
    async throws
  {
    let bench = try Bench()
    let teacher = Teacher(instead: { question in
      Teacher.task(question.prompt) == .subjects ? Teacher.subjects(["Soil", "Roots"]) : nil
    })
    let order = Order {
      $0.disciplines = ["Botany"]
      $0.extent.until = "syllabi"
    }
    try await bench.add("Botany", as: .disciplines, file: "d.txt")
    try await bench.add(#"{"subject": "SOIL", "discipline": "Botany"}"#, as: .subjects)
    let double = try teacher.double()
    try await bench.run(double, order)
    #expect(double.server.requestCount == 1 + 2)
    let drops = try await bench.lines(
      """
      SELECT a.text, d.rule, w.text FROM drops AS d JOIN artifact AS a ON a.id = d.artifact_id
      JOIN artifact AS w ON w.id = d.witness_id
      """)
    #expect(drops == ["Soil | repeat | SOIL"])
    #expect(
      try await bench.lines("SELECT name FROM subjects WHERE status = 'live' ORDER BY name")
        == ["Roots", "SOIL"])
  }

  @Test func `a concept that is added later moves no draw, and the next draws take it`()
    async throws
  {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    let before = try await bench.outcome()
    let rows = [
      try await concept("Chlorophyll", session: 1, in: bench),
      try await concept("Xylem", session: 3, in: bench),
    ]
    let figures = try await bench.add(rows.joined(separator: "\n"), as: .concepts)
    #expect(figures.inserted == 2)
    let idle = try Teacher().double()
    try await bench.run(idle)
    #expect(idle.server.requestCount == 0)
    let double = try Teacher().double()
    try await bench.run(double, Order { $0.extent.questions = 6 })
    // Two draws more of each of four syllabi; of the first they are about what is new.
    #expect(double.server.requestCount == 4 * 2 * 2)
    let new = texts(double, .question).filter {
      $0.contains("Chlorophyll") || $0.contains("Xylem")
    }
    #expect((1...2).contains(new.count))
    #expect(
      Set(["Chlorophyll", "Xylem"].filter { name in new.contains { $0.contains(name) } }).count == 2
    )
    #expect(Set(before).isSubset(of: try await bench.outcome()))
    let drawn = try await bench.lines(
      """
      SELECT DISTINCT e.child_kind, c.name FROM ancestry AS e JOIN concepts AS c ON c.id = e.parent_id
      WHERE c.name IN ('Chlorophyll', 'Xylem') ORDER BY 2
      """)
    #expect(drawn == ["question | Chlorophyll", "question | Xylem"])
    let again = try Teacher().double()
    try await bench.run(again, Order { $0.extent.questions = 6 })
    #expect(again.server.requestCount == 0)
  }

  @Test(arguments: Effort.seeds(4, long: 60))
  func `a syllabus that grows at any moment keeps its questions and never asks a draw twice`(
    seed: UInt64
  ) async throws {
    var random = SplitMix64(seed: "growth \(seed)")
    let bench = try Bench()
    func order(_ questions: Int, until: String = "questions") -> Order {
      Order {
        $0.disciplines = ["Botany"]
        $0.extent.subjects = 1
        $0.extent.until = until
        $0.extent.questions = questions
        $0.extent.twoSessionRatio = Double(seed % 3) / 2
      }
    }
    try await bench.run(try Teacher().double(), order(1, until: "syllabi"))
    var questions = 0
    for step in 0..<5 {
      let before = try await bench.outcome()
      try await bench.add(
        try await concept(
          "New \(step)", session: Int.random(in: 1...3, using: &random), in: bench), as: .concepts)
      questions += Int.random(in: 0...6, using: &random)
      guard questions > 0 else { continue }
      let double = try Teacher().double()
      try await bench.run(double, order(questions))
      #expect(Set(before).isSubset(of: try await bench.outcome()))
      #expect(try await bench.count("SELECT count(*) FROM questions") == questions)
    }
    let draws = try await bench.lines("SELECT draw FROM questions")
    #expect(Set(draws).count == draws.count)
  }

  @Test func `a rejected concept that was added is not drawn, and the draws stay`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    try await bench.add(try await concept("Chlorophyll", session: 1, in: bench), as: .concepts)
    let more = Order { $0.extent.questions = 9 }
    try await bench.run(try Teacher().double(), more)
    try await bench.reject(
      try await bench.count("SELECT id FROM concepts WHERE name = 'Chlorophyll'"))
    let double = try Teacher().double()
    try await bench.run(double, more)
    #expect(double.server.requestCount == 0)
  }
}

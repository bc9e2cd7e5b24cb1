import Base
import Foundation
import TestSupport
import Testing

/// Versions in use: a person's edit, what it makes stale, and how that is made anew.
@Suite struct RenewalTests {
  @Test func `an edited question leaves examples until its answer is made anew`() async throws {
    let (bench, double) = try await taught()
    let question = try await bench.number("SELECT min(id) FROM questions")
    let answer = try await bench.number("SELECT id FROM answers WHERE question_id = \(question)")
    let file = try bench.write("What is it really?", to: "q.txt")
    let revised = try await bench.run(
      "revise", bench.database, "\(question)", "--text-file", file, "--why", "too vague", "--json")
    let version = revised.json["artifact"]?.int ?? 0
    #expect(try await bench.number("SELECT count(*) FROM examples") == 15)
    #expect(
      try await bench.column("SELECT id FROM answers WHERE status = 'stale'") == [JSON(answer)])
    let why = try await bench.run("why", bench.database, "\(answer)").output
    #expect(why.contains("is stale") && why.contains("question \(version) is version 2"))
    #expect(try await refresh(bench, double) == 1)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 16)
    let renewed = try await bench.query(
      "SELECT version, question_id, text FROM answers WHERE version > 1")
    #expect(renewed.count == 1 && renewed[0]["question_id"]?.int == version)
    #expect(renewed[0]["text"]?.string?.contains("What is it really?") == true)
    #expect(try await refresh(bench, double) == 0)
    try await expectClean(bench)
    let history = try await bench.run("history", bench.database, "\(question)", "--json").json
    #expect(history.array?.map { $0["version"]?.int } == [1, 2])
    #expect(history.array?.last?["why"] == "too vague")
    let text = try await bench.run("history", bench.database, "\(version)", "--text").output
    #expect(text.contains("{+What is it really?+}") && text.contains("[-How are these joined: "))
  }

  @Test func `with --keep-answers the answers stay`() async throws {
    let (bench, double) = try await taught()
    let question = try await bench.number("SELECT min(id) FROM questions")
    let before = try await bench.column("SELECT answer FROM examples ORDER BY answer")
    let file = try bench.write("What is it, in other words?", to: "q.txt")
    let revised = try await bench.run(
      "revise", bench.database, "\(question)", "--text-file", file, "--keep-answers", "--json")
    #expect(revised.json["carried"] == 1)
    #expect(try await bench.column("SELECT answer FROM examples ORDER BY answer") == before)
    #expect(
      try await bench.number("SELECT count(*) FROM examples WHERE question LIKE '%other words%'")
        == 1)
    #expect(try await refresh(bench, double) == 0)
    try await expectClean(bench)
  }

  @Test func `a refresh makes anew exactly what an edited concept made stale`() async throws {
    let (bench, double) = try await taught()
    let concept = try await bench.number(
      "SELECT parent_id FROM ancestry WHERE role = 'concept' GROUP BY 1 ORDER BY count(*) DESC, 1")
    let file = try bench.write("Chirality", to: "c.txt")
    try await bench.run("revise", bench.database, "\(concept)", "--text-file", file)
    let stale = try await bench.number("SELECT count(*) FROM questions WHERE status = 'stale'")
    #expect(stale > 0)
    let items = try await bench.column("SELECT item FROM questions ORDER BY item")
    let others = "SELECT id FROM versions WHERE status = 'live' AND version = 1 AND kind = 'answer'"
    let untouched = try await bench.column(others)
    #expect(try await refresh(bench, double) == 2 * stale)
    #expect(try await bench.number("SELECT count(*) FROM versions WHERE status = 'stale'") == 0)
    #expect(try await bench.column("SELECT item FROM questions ORDER BY item") == items)
    #expect(try await bench.column(others) == untouched)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 16)
    try await expectClean(bench)
  }

  @Test func `a refresh goes down level by level from an edited subject`() async throws {
    let (bench, double) = try await taught()
    let subject = try await bench.number("SELECT min(id) FROM subjects")
    let file = try bench.write("Polymers", to: "s.txt")
    try await bench.run("revise", bench.database, "\(subject)", "--text-file", file)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 12)
    // Its syllabus, its four questions, their four answers.
    let dry = try await bench.run(Course.command(bench.database, double, "--refresh", "--dry-run"))
    #expect(dry.talk.contains("1 call to make now"), "\(dry.talk)")
    #expect(try await refresh(bench, double) == 9)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 16)
    #expect(try await bench.number("SELECT count(*) FROM questions") == 16)
    #expect(try await bench.number("SELECT count(*) FROM subjects") == 4)
    #expect(try await refresh(bench, double) == 0)
    #expect(try await ask(bench, double) == 0)
    try await expectClean(bench)
  }

  @Test func `a refresh asks for nothing else`() async throws {
    let (bench, double) = try await taught()
    let more = ["--questions", "6", "--model", "another", "--refresh"]
    let command = Course.command(bench.database, double).filter { $0 != "--questions" }
    let before = double.bodies.count
    try await bench.run(
      command.filter { $0 != Course.questions && $0 != "double" && $0 != "--model" } + more)
    #expect(double.bodies.count == before)
  }

  @Test func `another model is refused, and with --redo its answers are new versions`() async throws
  {
    let (bench, double) = try await taught()
    let other = Course.command(bench.database, double, "--answer-model", "better")
    let refused = try await bench.run(other, ending: 2)
    #expect(refused.talk.contains("--redo"))
    let before = double.bodies.count
    try await bench.run(other + ["--redo"])
    #expect(double.bodies.count - before == 16)
    #expect(try await bench.column("SELECT DISTINCT version FROM answers") == [2])
    #expect(try await bench.column("SELECT DISTINCT model FROM answers") == ["better"])
    #expect(try await bench.number("SELECT count(*) FROM answers") == 16)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 16)
    try await bench.run(other + ["--redo"])
    #expect(double.bodies.count - before == 16)
    try await expectClean(bench)
  }

  @Test func `subjects made anew take the place of the old ones, with all that is below`()
    async throws
  {
    let (bench, double) = try await taught()
    let before = double.bodies.count
    try await bench.run(Course.command(bench.database, double, "--subject-model", "b", "--redo"))
    #expect(double.bodies.count - before <= Course.requests)
    #expect(try await bench.number("SELECT count(*) FROM subjects WHERE status = 'live'") == 4)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 16)
    #expect(
      try await bench.number("SELECT count(*) FROM answers WHERE status = 'stale'") == 0)
    try await expectClean(bench)
  }

  @Test func `a source that changed makes versions, and answers of a model go stale`() async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let rows = { (text: String) in
      #"{"id": 1, "question": "\#(text)"}"# + "\n" + #"{"id": 2, "question": "What is light?"}"#
    }
    let file = try bench.write(rows("What is sound?"), to: "q.jsonl")
    let imported = ["import", bench.database, file, "--as", "questions", "--source", "s"]
    let generate = [
      "generate", "answers", bench.database, "--model", "m", "--base-url", double.baseURL,
    ]
    try await bench.run(imported)
    try await bench.run(generate)
    try bench.write(rows("What is heat?"), to: "q.jsonl")
    try await bench.run(imported)
    #expect(try await bench.column("SELECT question FROM examples") == ["What is light?"])
    let before = double.bodies.count
    try await bench.run(generate + ["--refresh"])
    #expect(double.bodies.count - before == 1)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 2)
    #expect(try await bench.column("SELECT version FROM answers ORDER BY version") == [1, 2])
    try await expectClean(bench)
  }

  private func taught() async throws -> (Workbench, ModelDouble) {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double))
    return (bench, double)
  }

  /// How many requests a refresh makes.
  private func refresh(_ bench: Workbench, _ double: ModelDouble) async throws -> Int {
    try await ask(bench, double, "--refresh")
  }

  private func ask(_ bench: Workbench, _ double: ModelDouble, _ more: String...) async throws -> Int
  {
    let before = double.bodies.count
    try await bench.run(Course.command(bench.database, double) + more)
    return double.bodies.count - before
  }

  private func expectClean(_ bench: Workbench) async throws {
    try await bench.run("verify", bench.database)
  }
}

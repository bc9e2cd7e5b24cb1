import Base
import TestSupport
import Testing

/// What a person adds to a run that is finished.
@Suite struct GrowthTests {
  private func keys(_ bench: Workbench) async throws -> Set<JSON> {
    try await Set(bench.column("SELECT key || status FROM versions"))
  }

  @Test
  func `a discipline, a subject and a concept that come later leave everything else as it is`()
    async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let command = { (more: [String]) in Course.command(bench.database, double) + more }
    try await bench.run(command([]))
    var (before, asked) = (try await keys(bench), double.bodies)

    // A discipline: all that lies below it.
    try await bench.run(command(["--discipline", "Glaciology"]))
    #expect(double.bodies.count == asked.count + Course.requests / 2)
    #expect(before.isSubset(of: try await keys(bench)))
    (before, asked) = (try await keys(bench), double.bodies)

    // A subject: a syllabus, and its questions and answers.
    let subjects = try bench.write(
      "discipline,subject,level\nMusic Theory,Counterpoint,advanced\n", to: "s.csv")
    let first = try await bench.run(
      "import", bench.database, subjects, "--as", "subjects", "--json")
    #expect(first.json["inserted"] == 1)
    let second = try await bench.run("import", bench.database, subjects, "--as", "subjects")
    #expect(second.talk.contains("0 inserted, 0 new versions, 1 already known"))
    try await bench.run(command(["--discipline", "Glaciology"]))
    #expect(double.bodies.count == asked.count + 1 + 4 + 4)
    #expect(Set(double.bodies.dropFirst(asked.count)).isDisjoint(with: asked))
    #expect(before.isSubset(of: try await keys(bench)))
    (before, asked) = (try await keys(bench), double.bodies)

    // A concept: nothing of what is there, and then the next question is about it.
    let session = try await bench.column(
      "SELECT substr(s.key, 1, 12) FROM sessions AS s JOIN standing AS st ON st.artifact_id = s.id "
        + "JOIN subjects AS t ON t.id = st.subject_id WHERE t.name = 'Counterpoint' LIMIT 1")
    let concepts = try bench.write(
      "session,concept\nkey:\(session[0].string ?? ""),cantus firmus\n", to: "c.csv")
    try await bench.run("import", bench.database, concepts, "--as", "concepts")
    try await bench.run(command(["--discipline", "Glaciology"]))
    #expect(double.bodies.count == asked.count)
    let five = command(["--discipline", "Glaciology"]).map { $0 == Course.questions ? "5" : $0 }
    try await bench.run(five)
    // One question and one answer more for each of seven subjects.
    #expect(double.bodies.count == asked.count + 7 * 2)
    #expect(Set(double.bodies.dropFirst(asked.count)).isDisjoint(with: asked))
    #expect(before.isSubset(of: try await keys(bench)))
    let about = try await bench.column(
      """
      SELECT q.subject FROM questions AS q JOIN ancestry AS e ON e.child_id = q.id
      JOIN concepts AS c ON c.id = e.parent_id WHERE c.name = 'cantus firmus'
      """)
    #expect(about == ["Counterpoint"])
  }

  @Test func `what has no place is told with its line, and nothing is changed`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double, "--until", "syllabi"))
    let before = try bench.contents()
    let subjects = try bench.write("discipline,subject\nHeraldry,Tinctures\n", to: "s.csv")
    let ended = try await bench.run(
      "import", bench.database, subjects, "--as", "subjects", ending: 1)
    #expect(ended.talk.contains("line 2: no live discipline is called Heraldry"), "\(ended.talk)")
    var after = try bench.contents()
    after["s.csv"] = nil
    #expect(after == before)
  }
}

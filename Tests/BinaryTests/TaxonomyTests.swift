import Base
import TestSupport
import Testing

/// From a taxonomy that a model is asked for, or a person gives, to questions.
@Suite struct TaxonomyTests {
  private func command(_ bench: Workbench, _ double: ModelDouble, _ more: String...) -> [String] {
    [
      "generate", "glan", bench.database, "--taxonomy", "--fields", "2", "--subfields", "2",
      "--subfield-disciplines", "2", "--subjects", "2", "--model", "double", "--base-url",
      double.baseURL,
    ] + more
  }

  @Test func `a tree is reviewed before anything else is paid`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let tree = command(bench, double, "--until", "taxonomy", "--taxonomy-model", "other")
    try await bench.run(tree)
    #expect(double.bodies.count == 1 + 2 && double.bodies.allSatisfy { $0.contains("other") })
    let on = command(bench, double, "--until", "subjects", "--taxonomy-model", "other", "--review")
    let waits = try await bench.run(on)
    #expect(waits.talk.contains("8 nodes wait for review"), "\(waits.talk)")
    #expect(double.bodies.count == 3)
    let id = try await bench.number("SELECT min(id) FROM waiting")
    let why = try await bench.run("why", bench.database, String(id)).output
    #expect(why.contains("It waits for review"), "\(why)")
    let status = try await bench.run("status", bench.database)
    #expect(status.output.contains("8 disciplines wait for review"), "\(status.output)")
    let field = try await bench.number("SELECT min(id) FROM fields")
    try await bench.run("accept", bench.database, String(field), "--why", "known to be good")
    try await bench.run(on)
    #expect(double.bodies.count == 3 + 4)
    try await bench.run("reject", bench.database, "--waiting")
    let last = try await bench.run(on)
    #expect(!last.talk.contains("review") && double.bodies.count == 7)
  }

  @Test func `nodes are picked by their views`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(command(bench, double, "--until", "taxonomy"))
    let name = try await bench.column("SELECT name FROM fields ORDER BY id")[0].string ?? ""
    let accept = try await bench.run(
      "accept", bench.database, "--kind", "field", "--where", "name = '\(name)'", "--json")
    #expect(accept.json["accepted"]?.int == 1 + 2 + 4)
    try await bench.run(
      "reject", bench.database, "--kind", "subfield", "--where", "name <> '' AND status = 'live'")
    let live = "SELECT count(*) FROM disciplines WHERE status = 'live'"
    #expect(try await bench.number(live) == 0)
  }

  @Test func `another discipline of an imported tree is asked for alone`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let first = try bench.write(#"{"Science": {"Physics": ["Optics"]}}"#, to: "a.json")
    let second = try bench.write(
      "field,subfield,discipline\nScience,Physics,Optics\nScience,Physics,Acoustics\n", to: "b.csv")
    let run = [
      "generate", "glan", bench.database, "--subjects", "2", "--sessions", "2", "--concepts", "2",
      "--questions", "2", "--model", "double", "--base-url", double.baseURL,
    ]
    try await bench.run("import", bench.database, first, "--as", "taxonomy")
    try await bench.run(run)
    let (before, asked) = (try await keys(bench), double.bodies)
    let again = try await bench.run("import", bench.database, second, "--as", "taxonomy", "--json")
    #expect(again.json["inserted"]?.int == 1 && again.json["already_known"]?.int == 3)
    try await bench.run(run)
    #expect(double.bodies.count == 2 * asked.count)
    #expect(Set(double.bodies.dropFirst(asked.count)).isDisjoint(with: asked))
    #expect(try await keys(bench).isSuperset(of: before))
  }

  private func keys(_ bench: Workbench) async throws -> Set<JSON> {
    try await Set(bench.column("SELECT key || status FROM versions"))
  }

  @Test func `two steps keep the text that subjects and syllabi came from`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double, "--two-step"))
    #expect(double.bodies.count == Course.requests + 2 + 4)
    #expect(
      try await bench.number(
        "SELECT count(*) FROM ancestry WHERE role = 'passage' AND parent_kind = 'passage'") > 4)
    let other = try await bench.run(Course.command(bench.database, double), ending: 2)
    #expect(other.talk.contains("stage subjects was asked otherwise before"), "\(other.talk)")
  }

  @Test(arguments: [
    (["--fields", "3"], "--fields says how large a taxonomy to ask for: add --taxonomy"),
    (["--until", "taxonomy"], "--until taxonomy needs a stage that asks for a taxonomy"),
    (["--taxonomy", "--discipline", "Law"], "--taxonomy asks for disciplines: leave"),
    (["--taxonomy", "--fields", "0"], "--fields"),
  ])
  func `flags that do not fit together are wrong usage`(
    flags: [String], sentence: String
  ) async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let typed = ["generate", "glan", bench.database, "--model", "m", "--base-url", double.baseURL]
    let isTree = flags.contains("--taxonomy")
    let more = isTree || flags.contains("--discipline") ? [] : ["--discipline", "Law"]
    let ended = try await bench.run(typed + more + flags, ending: 2)
    #expect(ended.talk.contains(sentence), "\(ended.talk)")
    #expect(double.bodies.isEmpty)
  }
}

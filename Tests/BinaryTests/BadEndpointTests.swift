import Base
import TestSupport
import Testing

@Suite struct BadEndpointTests {
  @Test func `a web page in place of an endpoint is told, and nothing is changed`() async throws {
    let double = try ModelDouble { $0.faults = { _, _ in .html(200) } }
    try await checkUnchanged(double, says: "answers with a web page, not JSON")
    #expect(double.bodies.isEmpty)
  }

  @Test func `a wrong key is told in the endpoint's words, and nothing is changed`() async throws {
    let double = try ModelDouble { $0.key = "sk-the-right-one" }
    try await checkUnchanged(double, says: "Incorrect API key provided.")
    #expect(double.bodies.isEmpty)
  }

  @Test func `a request without a key that needs one tells how to give it`() async throws {
    let (bench, double) = (
      try Workbench(),
      try ModelDouble.teacher {
        $0.faults = { _, request in
          request.method == "POST" ? .error(401, "Who are you?", code: "invalid_api_key") : nil
        }
      }
    )
    let ended = try await bench.run(
      Course.command(bench.database, double, "--concurrency", "1"), ending: 1)
    #expect(
      ended.talk.contains("Who are you? (no key was sent: set OPENAI_API_KEY"), "\(ended.talk)")
    #expect(ended.talk.contains("1 call, 1 of them failed (1 rejected); "), "\(ended.talk)")
  }

  @Test func `a name that is nearly one of the file is told`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let file = try bench.write("Optics\n", to: "d.txt")
    try await bench.run("import", bench.database, file, "--as", "disciplines")
    let ended = try await bench.run(
      "generate", "glan", bench.database, "--discipline", "Optiks", "--model", "double",
      "--base-url", double.baseURL, "--dry-run")
    #expect(ended.talk.contains(#"discipline "Optiks" is new in "#), "\(ended.talk)")
    #expect(ended.talk.contains(#"which has "Optics""#), "\(ended.talk)")
  }

  /// Both with a new file and with one that is there.
  private func checkUnchanged(_ double: ModelDouble, says sentence: String) async throws {
    let bench = try Workbench()
    for _ in 1...2 {
      let before = try bench.contents()
      let ended = try await bench.run(
        Course.command(bench.database, double),
        environment: ["OPENAI_API_KEY": "sk-the-wrong-one"], ending: 1)
      #expect(ended.talk.contains(sentence), "\(ended.talk)")
      #expect(ended.talk.split(separator: "\n").count == 1, "\(ended.talk)")
      #expect(try bench.contents() == before)
      let file = try bench.write("Optics\n", to: "d.txt")
      try await bench.run("import", bench.database, file, "--as", "disciplines")
    }
  }

  @Test func `a model that never replies in JSON ends the run with 1, its replies kept`()
    async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble { $0.answer = { _ in "Sure! Here." } })
    let ended = try await bench.run(Course.command(bench.database, double), ending: 1)
    #expect(
      ended.talk.contains("the model never replied with the JSON that was asked for"),
      "\(ended.talk)")
    #expect(
      try await bench.column("SELECT DISTINCT kind FROM versions") == ["discipline"])
    #expect(
      try await bench.query("SELECT DISTINCT state, class FROM units")
        == [["state": "unusable", "class": "not_json"]])
    #expect(
      try await bench.number(
        "SELECT count(*) FROM calls WHERE response LIKE '%Sure! Here.%'") == double.bodies.count)
  }

  @Test func `an endpoint that went away leaves what was answered, and the run goes on later`()
    async throws
  {
    let bench = try Workbench()
    let double = try ModelDouble.teacher()
    try await bench.run(Course.command(bench.database, double, "--until", "questions"))
    double.server.stop()
    let before = try bench.contents()
    let ended = try await bench.run(Course.command(bench.database, double), ending: 1)
    #expect(ended.talk.contains("the endpoint cannot be used"), "\(ended.talk)")
    #expect(try bench.contents() == before)
    let other = try ModelDouble.teacher()
    try await bench.run(Course.command(bench.database, other))
    #expect(other.bodies.count == 16)
  }
}

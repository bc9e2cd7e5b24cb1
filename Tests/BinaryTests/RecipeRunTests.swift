import Base
import Foundation
import TestSupport
import Testing

@Suite struct RecipeRunTests {
  private static let recipe = """
    {"name": "quiz", "description": "a quiz", "steps": [
      {"name": "ask", "run": "generate prompt", "flags": {"--prompt": "Ask.", "--as": "question", "--samples": 3}},
      {"name": "answer", "run": "generate answers"},
      {"name": "export", "run": "export", "operands": ["OUT"], "flags": {"--format": "messages"}}]}
    """

  private func bench() throws -> (Workbench, recipe: String) {
    let bench = try Workbench()
    let text = RecipeRunTests.recipe.replacing("OUT", with: bench.file("out"))
    return (bench, try bench.write(text, to: "quiz.json"))
  }

  @Test func `steps run in their order, and again nothing is asked`() async throws {
    let (bench, recipe) = try bench()
    let double = try ModelDouble { habits in
      habits.faults = { number, request in
        request.method == "POST" && number < 6
          ? .choice { $0.setting("content", .string("Why number \(number)?")) } : nil
      }
    }
    let command = ["run", bench.database, recipe, "--model", "m", "--base-url", double.baseURL]
    try await bench.run(command)
    #expect(double.bodies.count == 6)
    #expect(try bench.lines("out/train.jsonl").count == 3)
    let bytes = try bench.bytes("out/train.jsonl")
    try FileManager.default.removeItem(atPath: bench.file("out"))
    try await bench.run(command)
    #expect(double.bodies.count == 6)
    #expect(try bench.bytes("out/train.jsonl") == bytes)
    #expect(
      try await bench.query("SELECT name, version FROM recipes") == [
        ["name": "quiz", "version": 1]
      ])
    try bench.write(
      RecipeRunTests.recipe.replacing("OUT", with: bench.file("more")), to: "quiz.json")
    try await bench.run(command + ["--from", "export"])
    #expect(try bench.lines("more/train.jsonl").count == 3)
    #expect(try await bench.number("SELECT max(version) FROM recipes") == 2)
  }

  @Test func `a dry run and a drawing ask nothing and make no file`() async throws {
    let (bench, recipe) = try bench()
    let double = try ModelDouble()
    try await bench.run(
      "run", bench.database, recipe, "--dry-run", "--model", "m", "--base-url", double.baseURL)
    let drawn = try await bench.run("run", bench.database, recipe, "--draw")
    #expect(drawn.output.contains("s1 --> s2") && drawn.output.contains("s2 --> s3"))
    #expect(double.bodies.isEmpty && !FileManager.default.fileExists(atPath: bench.database))
  }

  @Test func `a wrong step is found before the first one runs`() async throws {
    let bench = try Workbench()
    let double = try ModelDouble()
    let file = try bench.write(
      """
      {"name": "a", "steps": [{"run": "generate prompt", "flags": {"--prompt": "Ask."}},
        {"run": "export", "operands": ["out"], "flags": {"--fromat": "messages"}}]}
      """, to: "r.json")
    let ended = try await bench.run(
      ["run", bench.database, file, "--model", "m", "--base-url", double.baseURL], ending: 2)
    #expect(ended.talk.contains("step export") && ended.talk.contains("--fromat"))
    #expect(double.bodies.isEmpty && !FileManager.default.fileExists(atPath: bench.database))
    let other = try await bench.run(["run", bench.database, "none.json"], ending: 2)
    #expect(other.talk.contains("there is no recipe none.json: give a file, or one of glan"))
  }
}

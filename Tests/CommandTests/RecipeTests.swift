import Base
import Testing

@testable import seedbed

@Suite struct RecipeTests {
  @Test(arguments: Recipe.names) func `every built-in recipe is in order`(_ name: String) throws {
    let recipe = try Recipe(name)
    #expect(recipe.name == name && !recipe.description.isEmpty)
    for step in recipe.steps {
      guard
        case .command(let command, let rest) = try CommandTable.seedbed.find(
          step.arguments("my.db"))
      else {
        Issue.record("\(step.name) is no command")
        continue
      }
      #expect(command.words == step.words)
      _ = try ArgumentParser(rest, for: command)
    }
    let drawing = RecipeDrawing(recipe: recipe)
    #expect(drawing.mermaid.hasPrefix("flowchart TD\n  s1[\""))
    #expect(drawing.mermaid.split(separator: "\n").count == 2 * recipe.steps.count)
    #expect(drawing.text.contains("1. \(recipe.steps[0].name): seedbed"))
  }

  @Test(arguments: [
    ("{", "is not JSON"), ("{}", "has no \"name\""), (#"{"name": "a"}"#, "has no \"steps\""),
    (#"{"name": "a", "steps": [{}]}"#, "step 1 of the recipe r has no \"run\""),
    (#"{"name": "a", "steps": [{"run": "status", "flag": {}}]}"#, "has \"flag\""),
    (#"{"name": "a", "steps": [{"run": "status"}, {"run": "status"}]}"#, "are called status"),
    (#"{"name": "a", "steps": [{"run": "status", "flags": {"json": true}}]}"#, "write --json"),
    (#"{"name": "a", "steps": [{"run": "status", "operands": [1]}]}"#, "not a text"),
  ])
  func `what is wrong with a recipe is said`(_ text: String, _ words: String) {
    let error = #expect(throws: UsageError.self) { try Recipe(text: text, from: "r") }
    #expect("\(error.map { "\($0)" } ?? "")".contains(words))
  }

  @Test func `flags are typed as they are given`() throws {
    let recipe = try Recipe(
      text: """
        {"name": "a", "steps": [{"name": "x", "run": "generate glan", "operands": ["o"], "flags": {
          "--a": "text", "--b": 3, "--c": true, "--d": false, "--e": ["1", 2], "--f": {"g": 1}}}]}
        """, from: "r")
    #expect(
      recipe.steps[0].arguments("my.db", adding: ["--z"]) == [
        "generate", "glan", "my.db", "o", "--a=text", "--b=3", "--c", "--e=1", "--e=2",
        "--f={\"g\":1}", "--z",
      ])
  }
}

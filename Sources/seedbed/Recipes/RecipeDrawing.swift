/// A recipe as a picture: Mermaid's text, and a list for people.
struct RecipeDrawing {
  let recipe: Recipe

  /// A flow chart in Mermaid's language.
  var mermaid: String {
    var lines = ["flowchart TD"]
    for (index, step) in recipe.steps.enumerated() {
      let label = ([step.name + ": " + step.words.joined(separator: " ")] + details(step))
        .joined(separator: "<br/>")
        .replacing("\"", with: "#quot;")
      lines.append("  s\(index + 1)[\"\(label)\"]")
      if index > 0 { lines.append("  s\(index) --> s\(index + 1)") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A list of the steps.
  var text: String {
    var lines = ["\(recipe.name): \(recipe.description)"]
    for (index, step) in recipe.steps.enumerated() {
      lines.append("\(index + 1). \(step.name): seedbed \(step.words.joined(separator: " "))")
      lines += details(step).map { "     \($0)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func details(_ step: Recipe.Step) -> [String] {
    step.operands
      + step.flags.map { flag in
        flag.value.map { "\(flag.name) \($0.prefix(60))" } ?? flag.name
      }
  }
}

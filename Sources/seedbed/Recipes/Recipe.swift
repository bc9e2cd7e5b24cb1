import Base
import FoundationEssentials

/// Commands that are run one after the other, as a JSON file has them.
///
/// ```json
/// {"name": "quiz", "description": "…", "steps": [
///   {"name": "ask", "run": "generate prompt", "flags": {"--prompt": "Ask a riddle.", "--samples": 5}},
///   {"name": "export", "run": "export", "operands": ["out"]}]}
/// ```
struct Recipe: Sendable {
  /// The name under which its versions are stored.
  let name: String
  /// What it is for.
  let description: String
  /// The steps in their order.
  let steps: [Step]
  /// The file's text.
  let text: JSON

  /// One command.
  struct Step: Sendable {
    /// The step's name.
    let name: String
    /// The command's words.
    let words: [String]
    /// What follows the database.
    let operands: [String]
    /// Flags and their values, as they are typed.
    let flags: [(name: String, value: String?)]
  }

  /// The recipe in the file at `path`, or the built-in one of that name.
  init(_ path: String) throws {
    let builtin = EmbeddedFile.text("Recipes/\(path).json")
    guard let text = FileManager.default.fileExists(atPath: path) ? nil : builtin else {
      guard FileManager.default.fileExists(atPath: path) else {
        throw UsageError(
          "there is no recipe \(path): give a file, or one of \(Recipe.names.joined(separator: ", "))"
        )
      }
      self = try Recipe(text: try Prompts.text(path, of: "RECIPE"), from: path)
      return
    }
    self = try Recipe(text: text, from: path)
  }

  /// The built-in recipes.
  static let names = ["glan", "self-instruct", "evol-instruct", "magpie", "two-step-prompt", "all"]

  /// The recipe that `text`, the content of `file`, describes.
  init(text: String, from file: String) throws {
    let json: JSON
    do { json = try JSON(parsing: text) } catch {
      throw UsageError("the recipe \(file) is not JSON: \(error)")
    }
    guard let name = json["name"]?.string, !name.isBlank else {
      throw UsageError("the recipe \(file) has no \"name\"")
    }
    guard let list = json["steps"]?.array, !list.isEmpty else {
      throw UsageError("the recipe \(file) has no \"steps\"")
    }
    var steps: [Step] = []
    for (index, step) in list.enumerated() {
      let parsed = try Step(step, "step \(index + 1) of the recipe \(file)")
      guard !steps.contains(where: { $0.name == parsed.name }) else {
        throw UsageError("two steps of the recipe \(file) are called \(parsed.name)")
      }
      steps.append(parsed)
    }
    (self.name, self.steps, self.text) = (name, steps, json)
    description = json["description"]?.string ?? ""
  }
}

extension Recipe.Step {
  fileprivate init(_ step: JSON, _ place: String) throws {
    guard let run = step["run"]?.string, !run.isBlank else {
      throw UsageError("\(place) has no \"run\": name a command, such as \"generate glan\"")
    }
    let known = ["name", "run", "operands", "flags", "description"]
    if let odd = (step.object ?? []).first(where: { !known.contains($0.name) }) {
      throw UsageError("\(place) has \"\(odd.name)\": a step has \(known.joined(separator: ", "))")
    }
    words = run.split(separator: " ").map(String.init)
    name = step["name"]?.string ?? run
    operands = try (step["operands"]?.array ?? []).map { operand in
      guard let text = operand.string else {
        throw UsageError("\(place): an operand is \(operand.text), not a text")
      }
      return text
    }
    flags = try (step["flags"]?.object ?? []).flatMap { flag in
      try Recipe.Step.flags(flag.name, flag.value, place)
    }
  }

  /// A flag as often as it is given; true is a switch, and false leaves it out.
  private static func flags(
    _ name: String, _ value: JSON, _ place: String
  ) throws -> [(name: String, value: String?)] {
    guard name.hasPrefix("--") else {
      throw UsageError("\(place): \(name) is no flag: write --\(name)")
    }
    switch value {
    case .bool(true): return [(name, nil)]
    case .bool(false), .null: return []
    case .string(let text), .number(let text): return [(name, text)]
    case .object: return [(name, value.text)]
    case .array(let list): return try list.flatMap { try flags(name, $0, place) }
    }
  }

  /// The command line after the program's name, for the database at `path`.
  func arguments(_ path: String, adding more: [String] = []) -> [String] {
    words + [path] + operands
      + flags.flatMap { flag in flag.value.map { ["\(flag.name)=\($0)"] } ?? [flag.name] } + more
  }
}

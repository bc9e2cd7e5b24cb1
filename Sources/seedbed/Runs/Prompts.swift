import FoundationEssentials
import Generate

/// The prompts and the guidance that a command was given.
struct Prompts {
  let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// The template that `need` names, built-in or from --prompts.
  func template(_ need: PromptNeed) throws -> PromptTemplate {
    try orUsageError {
      try PromptLibrary(folder: invocation.text("--prompts"), language: invocation.language())
        .template(need)
    }
  }

  /// The text of the file that --guidance names for `stage`.
  func guidance(_ stage: String) throws -> String {
    guard let path = invocation.text("--guidance", stage: stage) else { return "" }
    return try Prompts.text(path, of: "--guidance")
  }

  /// The text of the file at `path`, which `flag` names.
  static func text(_ path: String, of flag: String) throws -> String {
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw UsageError("\(flag) cannot read \(path) as UTF-8 text: does the file exist?")
    }
  }
}

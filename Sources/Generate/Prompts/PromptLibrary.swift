internal import Base
internal import FoundationEssentials

/// A prompt that a stage needs: its file's name, and the variables it may and must use.
public struct PromptNeed: Sendable, Hashable {
  let name: String
  let variables: Set<String>
  let required: Set<String>

  init(_ name: String, _ variables: Set<String>, required: Set<String>) {
    self.name = name
    self.variables = variables
    self.required = required
  }

  /// The prompt that answers are asked with.
  public static let answer = PromptNeed(
    "answer", AnswerStage.variables, required: AnswerStage.required)
}

/// Where templates come from: the built-in ones, or files of the same names in a folder.
public struct PromptLibrary: Sendable {
  private let folder: String?

  /// The built-in templates, except for those that `folder` has a file for.
  public init(folder: String? = nil) throws(PromptError) {
    self.folder = folder
    guard let folder else { return }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
      throw PromptError("the folder of prompts \(folder) does not exist")
    }
  }

  /// The template that `need` names.
  public func template(_ need: PromptNeed) throws(PromptError) -> PromptTemplate {
    guard let text = try override(need.name) ?? EmbeddedFile.text("Prompts/\(need.name).md") else {
      throw PromptError("there is no prompt \(need.name)")
    }
    return try PromptTemplate(
      name: need.name, text: text, variables: need.variables, required: need.required)
  }

  private func override(_ name: String) throws(PromptError) -> String? {
    guard let folder else { return nil }
    let path = "\(folder)/\(name).md"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw PromptError("the prompt \(path) cannot be read as UTF-8 text")
    }
  }
}

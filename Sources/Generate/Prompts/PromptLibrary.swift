internal import Base
internal import Curate
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
///
/// A template in the language that is asked for stands in a folder with the language's code, such as
/// `ja/subjects.md`, and goes before the one that names the language in English.
public struct PromptLibrary: Sendable {
  private let folder: String?
  private let languageFolder: String?

  /// The built-in templates, except for those that `folder` has a file for.
  ///
  /// - Parameter language: The language to write in, by its English name.
  public init(folder: String? = nil, language: String? = nil) throws(PromptError) {
    self.folder = folder
    languageFolder = language.flatMap { Language.named($0)?.code }
    guard let folder else { return }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder else {
      throw PromptError("the folder of prompts \(folder) does not exist")
    }
  }

  /// The template that `need` names.
  public func template(_ need: PromptNeed) throws(PromptError) -> PromptTemplate {
    let names = (languageFolder.map { ["\($0)/\(need.name)"] } ?? []) + [need.name]
    guard let text = try override(names) ?? builtin(names) else {
      throw PromptError("there is no prompt \(need.name)")
    }
    return try PromptTemplate(
      name: need.name, text: text, variables: need.variables, required: need.required)
  }

  private func builtin(_ names: [String]) -> String? {
    names.lazy.compactMap { EmbeddedFile.text("Prompts/\($0).md") }.first
  }

  private func override(_ names: [String]) throws(PromptError) -> String? {
    let paths = folder.map { folder in names.map { "\(folder)/\($0).md" } } ?? []
    guard let path = paths.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      return nil
    }
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw PromptError("the prompt \(path) cannot be read as UTF-8 text")
    }
  }
}

internal import Base
internal import FoundationEssentials
public import Store

/// What a judge scores from 1 to 5, and what the scores mean.
public struct Rubric: Sendable, Hashable {
  /// Its name; scores are by rule `judge/NAME`.
  public let name: String
  /// What is judged, and what 1 and 5 mean, for the prompt.
  public let text: String
  /// Whether questions or answers are scored.
  public let kind: Kind

  /// Names of our own rubrics, in the order in which help lists them.
  public static let builtin = [
    "quality", "difficulty", "correctness", "instruction-following", "safety",
  ]

  /// Our own rubric called `name`, or the file `rubrics/NAME.md` of the library's folder.
  ///
  /// - Throws: ``PromptError`` if there is none.
  public init(named name: String, in library: PromptLibrary) throws(PromptError) {
    guard Rubric.builtin.contains(name) else {
      throw PromptError(
        "there is no rubric \(name): there are \(Rubric.builtin.joined(separator: ", ")); one of your "
          + "own is a file, given with --rubric")
    }
    self.name = name
    text = try library.template(PromptNeed("rubrics/\(name)", [], required: [])).text.trimmed
    kind = name == "difficulty" ? .question : .answer
  }

  /// A rubric of the user's: the text of the file at `path`, called as the file.
  ///
  /// - Throws: ``PromptError`` if the file cannot be read, is empty, or has a name that no rule can
  ///   have.
  public init(path: String, kind: Kind) throws(PromptError) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    name = String(file.prefix { $0 != "." }).lowercased()
    guard !name.isEmpty, name.utf8.allSatisfy(Rubric.isAllowed) else {
      throw PromptError(
        "the rubric \(path): its file's name may have letters, digits and hyphens, for its scores "
          + "are called so")
    }
    guard !["preference", "tags"].contains(name) else {
      throw PromptError("the rubric \(path): \(name) is taken: give the file another name")
    }
    do {
      text = try String(contentsOfFile: path, encoding: .utf8).trimmed
    } catch {
      throw PromptError("the rubric \(path) cannot be read as UTF-8 text: does the file exist?")
    }
    guard !text.isEmpty else { throw PromptError("the rubric \(path) is empty") }
    self.kind = kind
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
  }
}

internal import Base
internal import Curate
internal import Store

/// The tasks written by people that Self-Instruct starts from.
public struct SeedTasks: Sendable, Hashable {
  /// Which ones: those that were imported, or the built-in ones.
  public var choice: Choice
  /// The language asked for; if at least ``enough`` seed tasks are in it, only they are used.
  public var language: String
  /// Only tasks of classification.
  public var isClassificationOnly: Bool
  /// How many are shown in one prompt.
  public var enough: Int

  /// Seed tasks.
  public init(
    choice: Choice = .file, language: String = "English", isClassificationOnly: Bool = false,
    enough: Int = 6
  ) {
    self.choice = choice
    self.language = language
    self.isClassificationOnly = isClassificationOnly
    self.enough = enough
  }

  /// Where seed tasks come from.
  public enum Choice: Sendable, Hashable {
    /// All live ones of the file; if there are none, the built-in ones are stored.
    case file
    /// The built-in ones, stored where they are new.
    case builtin
  }

  /// One seed task.
  struct Task: Sendable {
    let reference: ArtifactReference
    let instruction: String
    let input: String
    let output: String

    init(_ artifact: Artifact) {
      reference = artifact.reference
      instruction = artifact.text
      let instance = artifact.attributes["instances"]?[0]
      input = instance?["input"]?.string ?? ""
      output = instance?["output"]?.string ?? ""
    }
  }

  /// The tasks, in canonical order.
  func find(_ connection: Connection) throws -> [Artifact] {
    var found = try live(connection)
    if choice == .builtin || found.isEmpty {
      let stored = Set(try insertBuiltin(connection).map(\.id))
      found = try live(connection).filter { choice == .file || stored.contains($0.reference.id) }
    }
    if isClassificationOnly {
      found = found.filter { $0.attributes["is_classification"]?.bool == true }
    }
    let own = found.filter { $0.language == language }
    return own.count >= enough ? own : found
  }

  private func live(_ connection: Connection) throws -> [Artifact] {
    try connection.liveArtifacts(.seedTask)
  }

  private func insertBuiltin(_ connection: Connection) throws -> [ArtifactReference] {
    let text = EmbeddedFile.text("Data/seed_tasks.jsonl") ?? ""
    let plan = try connection.importPlan(
      kind: .seedTask, source: "builtin", content: Key(of: [text]))
    let drafts = try text.split(separator: "\n").enumerated().map { index, line in
      let row = try JSON(parsing: String(line))
      return Draft(
        .seedTask, row["instruction"]?.string ?? "",
        attributes: row.setting("instruction", nil).setting("language", nil),
        language: row["language"]?.string, origin: .content(occurrence: 0),
        place: Place(index + 1))
    }
    return try connection.insert(drafts, Batch(plan: plan, method: "import")).map(\.reference)
  }
}

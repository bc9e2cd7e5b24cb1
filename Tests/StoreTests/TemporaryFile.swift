import Base
import TestSupport

@testable import Store

/// A database in a folder of its own, which is deleted with it.
final class TemporaryFile {
  let folder: TemporaryFolder
  let connection: Connection

  init() throws {
    folder = try TemporaryFolder()
    connection = try Schema.open(folder.file("test.db"), .readWrite)
  }

  var path: String { folder.file("test.db") }

  /// A second connection to the same file that may only read.
  func reader() throws -> Connection {
    let reader = try Schema.open(path, .readOnly)
    try reader.onlyRead()
    return reader
  }
}

extension Connection {
  /// The plan of an import that nothing depends on.
  func somePlan(_ name: String = "test") throws -> Int {
    try store(Plan(method: "import", parameters: ["source": .string(name)]))
  }

  /// Stores one draft under ``somePlan(_:)``.
  @discardableResult func add(_ draft: Draft) throws -> ArtifactReference {
    try insert([draft], Batch(plan: try somePlan(), method: "test", time: "2026-01-01")).first?
      .reference ?? ArtifactReference(id: 0, key: Key(of: []), place: Place(0))
  }

  /// Stores an artifact that says `text`, in the place `line`, as the child of `parents`.
  @discardableResult func add(
    _ kind: Kind, _ text: String, line: Int = 0, _ parents: [Draft.Parent] = [],
    attributes: JSON = .object([])
  ) throws -> ArtifactReference {
    try add(
      Draft(
        kind, text, attributes: attributes, parents: parents, origin: .content(occurrence: 0),
        place: Place(line)))
  }

  /// A run that stores `screening`.
  @discardableResult func screen(
    _ rule: String, _ decisions: [DecisionDraft], isIncremental: Bool = false,
    scope: JSON = ["kind": "all"]
  ) throws -> Int {
    let run = try beginRun("test", tool: "0")
    let screening = ScreeningDraft(
      rule: rule, scope: scope, isIncremental: isIncremental, examined: decisions.count,
      decisions: decisions)
    try transaction { try store(screening, run: run) }
    return run
  }

  func status(_ artifact: ArtifactReference) throws -> String? {
    try first("SELECT status FROM standing WHERE artifact_id = ?", [.integer(artifact.id)]) {
      $0.text(0)
    }
  }

  /// The ids of the answers that stand for their questions.
  func chosen() throws -> [Int] {
    try ids("SELECT artifact_id FROM standing WHERE chosen = 1 ORDER BY artifact_id")
  }

  func ids(_ sql: String, _ values: [Value] = []) throws -> [Int] {
    try rows(sql, values) { $0.int(0) }
  }

  func text(_ sql: String, _ values: [Value] = []) throws -> String? {
    try first(sql, values) { $0.optionalText(0) } ?? nil
  }

  /// Every row of a query as values.
  func table(_ sql: String) throws -> [[Value]] {
    try rows(sql) { row in
      var values: [Value] = []
      for index in 0..<row.count { values.append(row.value(index)) }
      return values
    }
  }

  /// The whole of table `standing`.
  func standingDump() throws -> [[Value]] {
    try table("SELECT * FROM standing ORDER BY artifact_id")
  }
}

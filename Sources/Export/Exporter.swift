public import Base
internal import Store

/// Writes the training files of one database.
///
/// ```swift
/// let exporter = Exporter(database: "demo.db", options: options)
/// let manifest = try await exporter.export(into: "demo", command: "…", version: "0.1.0")
/// ```
public struct Exporter: Sendable {
  private let database: String
  private let options: ExportOptions
  private let tell: @Sendable (String) -> Void
  /// Called between the steps; tests fail there.
  var checkpoint: @Sendable (Step) throws -> Void = { _ in }

  /// What is done when a checkpoint is reached.
  enum Step { case written, recorded, published }

  /// An export of `database`; `tell` hears what is being done.
  public init(
    database: String, options: ExportOptions, tell: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.database = database
    self.options = options
    self.tell = tell
  }

  /// How many rows would go where; nothing is written.
  ///
  /// - Throws: ``InvalidCondition``, ``ExportError`` and the errors of the store.
  public func plan() async throws -> JSON {
    try await reading { connection in
      Manifest.rows(try ExportDraft(connection, options, tell), options)
    }
  }

  /// Writes the files into the folder `path` and records the export; the result is the manifest.
  ///
  /// The folder is made, or an earlier export in it replaced, in one step at the end; until then it
  /// stays as it is. All of it reads one state of the database.
  ///
  /// - Throws: ``InvalidCondition``, ``ExportError`` and the errors of the store.
  public func export(
    into path: String, command: String, version: String
  ) async throws -> JSON {
    let startedAt = timestamp()
    let folder = try Folder(path)
    defer { folder.discardStaging() }
    let (draft, files) = try await reading { connection in
      try write(ExportDraft(connection, options, tell), from: connection, into: folder)
    }
    try checkpoint(.written)
    let record = Record(
      command: command, version: version, startedAt: startedAt, options: options, draft: draft,
      files: files)
    let store = try await Store(path: database, mode: .readWrite)
    return try await store.write { connection in
      let manifest = try record.store(in: connection)
      try Manifest.write(manifest, into: folder.staging)
      try checkpoint(.recorded)
      // Last, so that what fails before it leaves folder and database as they were.
      try folder.publish()
      return manifest
    }
  }

  private func write(
    _ draft: ExportDraft, from connection: Connection, into folder: Folder
  ) throws -> (ExportDraft, [WrittenFile]) {
    guard draft.layout.total > 0 else { throw nothing(draft) }
    try folder.prepare()
    tell("writing \(draft.layout.total) rows")
    let data = try DataFiles.write(
      draft.gathered, draft.layout, options, from: connection, into: folder.staging)
    tell("writing their lineage")
    let lineage = try LineageFile.write(
      draft.gathered, draft.layout, options, from: connection, into: folder.staging)
    return (draft, data + [lineage])
  }

  private func nothing(_ draft: ExportDraft) -> ExportError {
    let refused = draft.layout.leftOut.values.reduce(0, +)
    if refused > 0 {
      return ExportError("all \(refused) examples are refused or withheld: see --dry-run --json")
    }
    return ExportError(
      options.condition == nil
        ? "there are no examples to export: generate or import questions with answers first"
        : "no example fulfils --where: see seedbed query \(database) 'select * from examples'")
  }

  /// What `body` makes of one state of the database.
  private func reading<T: Sendable>(
    _ body: @Sendable (Connection) throws -> T
  ) async throws -> T {
    let store = try await Store(path: database, mode: .readOnly)
    return try await store.read { connection in
      try connection.execute("BEGIN")
      defer { try? connection.execute("ROLLBACK") }
      return try body(connection)
    }
  }
}

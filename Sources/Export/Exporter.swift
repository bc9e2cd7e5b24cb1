public import Base
internal import Formats
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
      var options = options
      let draft = try ExportDraft(connection, &options, tell)
      return Manifest.rows(draft, options)
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
    try await export(into: path, command: command, version: version) { connection, folder in
      try decide(connection) { DataFiles.writing($0, into: folder) }
    }
  }

  /// Writes the rows of the export `id` once more, byte for byte, whatever has become of them.
  ///
  /// - Throws: as ``export(into:command:version:)``.
  public func repeatExport(
    _ id: Int, into path: String, command: String, version: String
  ) async throws -> JSON {
    try await export(into: path, command: command, version: version) { connection, folder in
      let recorded = try RecordedExport(id, connection)
      let decided = Decided(
        draft: try recorded.draft(connection), options: recorded.options, repeated: recorded)
      return (
        decided, try write(decided, connection, DataFiles.writing(recorded.options, into: folder))
      )
    }
  }

  /// Hands the lines of all rows to `write`, many at a time, without a folder, a manifest or a record; the
  /// result is what the manifest would say of the rows.
  ///
  /// - Throws: ``InvalidCondition``, ``ExportError``, the errors of the store and of `write`.
  public func stream(
    _ write: @escaping @Sendable ([UInt8]) throws -> Void
  ) async throws -> JSON {
    try await reading { connection in
      let (decided, _) = try decide(connection) { options in
        let (format, style) = (options.format, options.style)
        return { next in
          while let rows = next() {
            var lines: [UInt8] = []
            for placed in rows {
              format.append(placed.row, style, &lines)
              lines.append(0x0A)
            }
            try write(lines)
          }
        }
      }
      return Manifest.rows(decided.draft, decided.options)
    }
  }

  /// What an export has, and how.
  private struct Decided: Sendable {
    let draft: ExportDraft
    let options: ExportOptions
    let repeated: RecordedExport?
  }

  /// Decides which rows go where, and has what `writing` returns write them.
  ///
  /// Rows that are known at once are written as they are read, others when they are read again.
  private func decide<Summary: Sendable>(
    _ connection: Connection, _ writing: (ExportOptions) -> RowPipe.Take<Summary>
  ) throws -> (Decided, Summary) {
    var options = options
    guard try options.areRowsFinal(connection) else {
      let draft = try ExportDraft(connection, &options, tell)
      let decided = Decided(draft: draft, options: options, repeated: nil)
      return (decided, try write(decided, connection, writing(options)))
    }
    var draft: ExportDraft?
    let summary = try RowPipe.run(
      { body in
        let read = try ExportDraft(connection, &options, tell) { try body(.train, $0) }
        guard read.layout.total > 0 else { throw nothing(read) }
        draft = read
      }, writing(options))
    guard let draft else { preconditionFailure("rows that were read without an error") }
    return (Decided(draft: draft, options: options, repeated: nil), summary)
  }

  private func write<Summary: Sendable>(
    _ decided: Decided, _ connection: Connection, _ take: @escaping RowPipe.Take<Summary>
  ) throws -> Summary {
    guard decided.draft.layout.total > 0 else { throw nothing(decided.draft) }
    tell("writing \(decided.draft.layout.total) rows")
    let walk = RowWalk(connection: connection, draft: decided.draft, options: decided.options)
    return try RowPipe.run({ try walk.forEach($0) }, take)
  }

  private func export(
    into path: String, command: String, version: String,
    _ write: @Sendable (Connection, Folder) throws -> (Decided, [WrittenFile])
  ) async throws -> JSON {
    let startedAt = timestamp()
    let folder = try Folder(path)
    defer { folder.discardStaging() }
    let (decided, files) = try await reading { connection in
      let (decided, data) = try write(connection, folder)
      return (decided, data + (try writeBeside(data, decided, from: connection, into: folder)))
    }
    try decided.repeated?.check(files)
    try checkpoint(.written)
    let record = Record(
      command: command, version: version, startedAt: startedAt, options: decided.options,
      draft: decided.draft, files: files, repeated: decided.repeated)
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

  /// Writes what lies beside the files `data`.
  private func writeBeside(
    _ data: [WrittenFile], _ decided: Decided, from connection: Connection, into folder: Folder
  ) throws -> [WrittenFile] {
    let (draft, options) = (decided.draft, decided.options)
    let beside = try options.format.companions(draft.dataSet(data, options.style)).map {
      let writer = try FileWriter($0.path, in: folder.staging)
      try writer.write($0.text)
      return try writer.finish()
    }
    tell("writing their lineage")
    let lineage = try LineageFile.write(draft, options, from: connection, into: folder.staging)
    return beside + [lineage]
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

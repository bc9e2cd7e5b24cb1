import Base
import Import
import Store

/// One `seedbed import`.
struct ImportRun: Sendable {
  private let invocation: Invocation
  private let start = timestamp()
  private let options: ImportOptions

  /// The import that was typed; throws ``UsageError`` for flags that do not fit together.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    options = try ImportOptions(invocation)
    let inputs = invocation.operands.dropFirst()
    guard inputs.count(where: { $0 == "-" }) < 2 else {
      throw UsageError("\"-\" is given twice: standard input can be read once")
    }
  }

  /// Checks the files, stores them, and says what became of them.
  func perform() async throws -> ExitStatus {
    let inputs = try invocation.operands.dropFirst().map { try InputFile($0) }
    let isDry = invocation.isSet("--dry-run")
    let figures = try await isDry ? rehearsed(inputs) : stored(inputs)
    invocation.console.talk.say(ImportSentence(figures, isDry: isDry).text)
    try invocation.print(figures.json)
    return .done
  }

  private var database: String { invocation.operands[0] }

  private func stored(_ inputs: [InputFile]) async throws -> ImportFigures {
    if Store.canMake(database), let fresh = FreshImport(inputs, options) {
      return try await made(fresh)
    }
    let checked = try options.prepare(inputs)
    let store = try await Store(path: database, mode: .readWrite)
    let figures = try await attempt(checked, in: store) { !$0.isUnchanged }
    if figures.isUnchanged {
      try await store.write { connection in
        let run = try connection.beginRun(invocation.typed, tool: Release.version, at: start)
        try connection.endRun(run, .done, figures: figures.json)
      }
    }
    await store.close()
    return figures
  }

  /// Makes a database of the rows.
  private func made(_ fresh: FreshImport) async throws -> ImportFigures {
    let watch = Watch(invocation.console.talk)
    defer { watch.finish() }
    return try await Store.make(database) { connection in
      try record(connection) { run in
        try fresh.insert(into: connection, run: run) { done in
          try watch.update("imported \(done) artifacts")
        }
      }
    }
  }

  /// What storing would come to; it is done and taken back, or only counted without a database.
  private func rehearsed(_ inputs: [InputFile]) async throws -> ImportFigures {
    let checked = try options.prepare(inputs)
    guard let file = FileFigures(path: database), file.size > 0 else { return checked.figures }
    let store = try await Store(path: database, mode: .readWrite)
    let figures = try await attempt(checked, in: store) { _ in false }
    await store.close()
    return figures
  }

  /// Stores everything in one transaction, which is taken back unless `isKept` is true.
  private func attempt(
    _ checked: any PreparedImport, in store: Store,
    keepIf isKept: @Sendable @escaping (ImportFigures) -> Bool
  ) async throws -> ImportFigures {
    let watch = Watch(invocation.console.talk)
    defer { watch.finish() }
    return try await store.write(keepIf: isKept) { connection in
      try record(connection) { run in
        try checked.insert(into: connection, run: run) { done in
          try watch.update("imported", done, of: checked.figures.rows, "rows")
        }
      }
    }
  }

  /// Does `body` as a run that ends with what it brought.
  private func record(
    _ connection: Connection, _ body: (Int) throws -> ImportFigures
  ) throws -> ImportFigures {
    let run = try connection.beginRun(invocation.typed, tool: Release.version, at: start)
    let figures = try body(run)
    guard !figures.isUnchanged else { return figures }
    _ = try connection.refreshSearchIndex(limit: 20_000)
    try connection.endRun(run, .done, figures: figures.json)
    return figures
  }
}

internal import FoundationEssentials

extension Connection {
  /// Brings what the files at `paths` hold into this one; all of them, or, if one fails, nothing.
  ///
  /// - Parameter isKept: False takes all of it back, as a rehearsal does.
  /// - Throws: ``StoreError`` for a file that is no whole database of Seedbed, or that a run is
  ///   working on.
  func merge(
    _ paths: [String], keepIf isKept: (MergeFigures) -> Bool, run: (MergeFigures) throws -> Void
  ) throws -> MergeFigures {
    for (index, path) in paths.enumerated() { try attach(path, as: "other\(index)") }
    defer { for index in paths.indices { try? execute("DETACH other\(index)") } }
    return try transaction(keepIf: isKept) {
      try refuseWhileWorking(path: "the database")
      try execute("PRAGMA defer_foreign_keys = 1")
      var figures = MergeFigures()
      for (index, path) in paths.enumerated() {
        var merge = Merge(self, from: "other\(index)")
        do { try merge.perform() } catch let error as SQLiteError {
          throw StoreError("\(path) cannot be merged: \(error)")
        }
        figures.add(merge.figures)
      }
      try run(figures)
      return figures
    }
  }

  /// Opens the file at `path` for reading beside this one.
  private func attach(_ path: String, as name: String) throws {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-".utf8)
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let escaped = absolute.utf8.map { byte in
      allowed.contains(byte)
        ? String(Unicode.Scalar(byte))
        : "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
    try execute("ATTACH ? AS \(name)", [.text("file:\(escaped.joined())?mode=ro")])
  }

  /// Throws if a run of another process that lives is writing to the file.
  func refuseWhileWorking(path: String) throws {
    let working = try rows("SELECT id, process, command FROM run WHERE state = 'running'") {
      (id: $0.int(0), process: ProcessIdentity(stored: $0.text(1)), command: $0.text(2))
    }
    for run in working where run.process.isAlive && run.process != .current {
      throw StoreError(
        "run \(run.id) is working on \(path) (\(run.command)): wait for it to end")
    }
  }
}

extension MergeFigures {
  fileprivate mutating func add(_ more: MergeFigures) {
    artifacts += more.artifacts
    renumbered += more.renumbered
    units += more.units
    calls += more.calls
    decisions += more.decisions
    runs += more.runs
    exports += more.exports
    others += more.others
  }
}

extension Store {
  /// Checks that the file at `path` can be merged into another.
  ///
  /// - Throws: ``StoreError`` if it is missing, damaged, another program's, a newer Seedbed's, or if a
  ///   run is working on it.
  public static func checkMergeable(_ path: String) async throws {
    let store = try await Store(path: path, mode: .readOnly)
    try await store.read { connection in
      try connection.refuseWhileWorking(path: path)
      try connection.requireWhole(path)
    }
    await store.close()
  }

  /// Brings what the files at `paths` hold into this one, in one transaction.
  ///
  /// `run` is called before its end, to record the run. SQLite attaches ten files at most; of more,
  /// each ten have a transaction.
  public func merge(
    _ paths: [String], keepIf isKept: @Sendable (MergeFigures) -> Bool,
    run: @Sendable (Connection, MergeFigures) throws -> Void
  ) throws -> MergeFigures {
    try read { connection in
      var figures = MergeFigures()
      for start in stride(from: 0, to: paths.count, by: 10) {
        let some = Array(paths[start..<min(start + 10, paths.count)])
        figures.add(try connection.merge(some, keepIf: isKept) { try run(connection, $0) })
      }
      return figures
    }
  }
}

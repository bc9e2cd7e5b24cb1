internal import FoundationEssentials

extension Store {
  /// Writes all that the file holds at this moment into a new file at `path`, while others may write
  /// on; the result is its size in bytes.
  ///
  /// It is made beside its place, read back whole, and only then given its name. Runs that are going
  /// on are not going on in the copy, so there they are interrupted: the same command goes on there.
  ///
  /// - Throws: ``StoreError`` if there is a file already, ``SQLiteError`` for what SQLite refuses.
  ///   Nothing is left behind then.
  public func backUp(to path: String) async throws -> Int {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw StoreError("\(path) exists already: give the name of a new file")
    }
    let unfinished = path + ".unfinished"
    try remove(unfinished)
    do {
      try read { try $0.execute("VACUUM INTO ?", [.text(unfinished)]) }
      try await Store.settle(unfinished)
      try FileManager.default.moveItem(atPath: unfinished, toPath: path)
    } catch {
      for suffix in ["", "-wal", "-shm", "-journal"] { try? remove(unfinished + suffix) }
      throw error
    }
    return FileFigures(path: path)?.size ?? 0
  }

  private nonisolated func remove(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.removeItem(atPath: path)
  }

  /// Ends in the copy what goes on in the original, and reads all of it.
  private static func settle(_ path: String) async throws {
    let copy = try await Store(path: path, mode: .readWrite)
    try await copy.write { connection in
      try connection.execute("UPDATE run SET state = 'interrupted' WHERE state = 'running'")
      try connection.execute(
        "UPDATE plan SET lease_run_id = NULL WHERE lease_run_id IS NOT NULL")
      try connection.requireWhole(path)
    }
    await copy.close()
  }
}

extension Connection {
  /// Throws a sentence unless SQLite finds the file at `path` undamaged.
  func requireWhole(_ path: String) throws {
    let faults = try rows("PRAGMA quick_check(1)") { $0.text(0) }
    guard faults == ["ok"] else {
      throw StoreError("\(path) is damaged (\(faults.joined())): restore a backup")
    }
  }
}

internal import Base
internal import CSQLite
internal import FoundationEssentials

/// How a file becomes one of ours, and how ours is told from others.
enum Schema {
  /// "Seed" in ASCII; `file` shows it.
  static let applicationID = 0x5365_6564

  /// The version that `schema.sql` describes.
  static let version = 1

  static func open(_ path: String, _ mode: Connection.Mode) throws -> Connection {
    let exists = FileManager.default.fileExists(atPath: path)
    if mode == .readOnly, !exists {
      throw StoreError("there is no database at \(path): import or generate makes one")
    }
    let hasLog = FileManager.default.fileExists(atPath: path + "-wal")
    let connection = try connect(path, mode, exists)
    // Another program's log stays its own.
    connection.keepLog(hasLog)
    try recover(path, mode) { try identify(connection, path) }
    connection.keepLog(false)
    try prepare(connection, path, mode)
    return connection
  }

  /// Makes the file that is to be at `path` as `unfinished`, where nobody else looks for it.
  ///
  /// So it has no log, and waits for no disk. References and checks are left to whoever fills it; `verify`
  /// looks at them. A small cache, since rows are appended: larger sorts then go to another thread.
  static func make(_ unfinished: String, named path: String) throws -> Connection {
    let connection = try connect(unfinished, .readWrite, false, named: path)
    try connection.executeScript(
      """
      PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
      PRAGMA ignore_check_constraints = ON; PRAGMA cache_size = -16384; PRAGMA threads = 2;
      """)
    try connection.transaction { try create(connection) }
    try connection.executeScript(Standing.temporaryTables)
    return connection
  }

  /// Does `body`; once more if a killed process left a journal that only a writer can roll back.
  private static func recover(
    _ path: String, _ mode: Connection.Mode, _ body: () throws -> Void
  ) throws {
    do { try body() } catch let error as SQLiteError
      where mode == .readOnly && error.code & 0xFF == SQLITE_READONLY
      && FileHeader(path)?.applicationID == applicationID
    {
      _ = try connect(path, .readWrite, true).int("PRAGMA user_version")
      try body()
    }
  }

  private static func connect(
    _ path: String, _ mode: Connection.Mode, _ exists: Bool, named name: String? = nil
  ) throws -> Connection {
    do {
      return try Connection(path: path, mode: mode)
    } catch {
      let why =
        exists
        ? "it is a folder, or you may not open it" : "its folder is missing or cannot be written"
      throw StoreError("the database \(name ?? path) cannot be opened: \(why)")
    }
  }

  /// Refuses files that are not ours, before anything is changed.
  private static func identify(_ connection: Connection, _ path: String) throws {
    let found: (application: Int, version: Int, tables: Int)
    do {
      found = (
        try connection.int("PRAGMA application_id"), try connection.int("PRAGMA user_version"),
        try connection.int("SELECT count(*) FROM sqlite_schema")
      )
    } catch let error as SQLiteError where error.code & 0xFF == SQLITE_NOTADB {
      throw StoreError("\(path) is not a database of Seedbed: give another path")
    } catch let error as SQLiteError where error.code & 0xFF == SQLITE_CORRUPT {
      throw StoreError("\(path) is damaged (\(error.message)): restore a backup")
    }
    if found.tables == 0 && found.application == 0 { return }
    guard found.application == applicationID else {
      throw StoreError("\(path) is a database of another program: give another path")
    }
    guard found.version <= version else {
      throw StoreError(
        "\(path) was made by a newer Seedbed (schema \(found.version); this one knows up to "
          + "\(version)): use the newer one")
    }
  }

  private static func prepare(
    _ connection: Connection, _ path: String, _ mode: Connection.Mode
  ) throws {
    try connection.execute("PRAGMA foreign_keys = ON")
    // Big enough for the hot pages of a file of a million rows.
    try connection.execute("PRAGMA cache_size = -65536")
    guard mode == .readWrite else {
      if try connection.int("PRAGMA application_id") != applicationID {
        throw StoreError("\(path) is empty: import or generate fills it")
      }
      return
    }
    try connection.work()
    // Safe against a kill of the process at any instant; a power cut may lose the last commits.
    try connection.execute("PRAGMA synchronous = NORMAL")
    try connection.transaction { try create(connection) }
    try connection.migrate(path, by: Migration.all)
    try connection.executeScript(Standing.temporaryTables)
  }

  private static func create(_ connection: Connection) throws {
    guard try connection.int("PRAGMA application_id") == 0 else { return }
    guard let schema = EmbeddedFile.text("schema.sql") else {
      throw StoreError("this build carries no schema.sql: build it again")
    }
    try connection.executeScript(schema)
    try connection.execute(
      "INSERT INTO migration (version, name, applied_at) VALUES (?, 'first', ?)",
      [.integer(version), .text(timestamp())])
    try connection.executeScript(
      "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
  }
}

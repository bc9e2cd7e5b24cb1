internal import CSQLite

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// An open database, not Sendable: a ``Store`` hands it to closures on its own thread.
public final class Connection {
  let handle: OpaquePointer
  private var statements: [StatementText: Statement] = [:]
  private var isWorking = false

  /// How a file is opened.
  public enum Mode: Sendable {
    /// For queries only: the file is never changed, nor created.
    case readOnly
    /// For everything; the file is created when it is missing.
    case readWrite
  }

  /// Before the first connection of the process; later, and for another library's, it is refused.
  private static let settings: Int32 = seedbed_count_no_memory()

  init(path: String, mode: Mode) throws(SQLiteError) {
    _ = Connection.settings
    let flags =
      mode == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    var opened: OpaquePointer?
    // URIs are for attach(_:); a path that looks like one is a path still.
    let code = sqlite3_open_v2(
      path.hasPrefix("file:") ? "./" + path : path, &opened,
      flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI, nil)
    guard let opened, code == SQLITE_OK else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw SQLiteError(code: code, message: message, sql: nil)
    }
    handle = opened
    _ = seedbed_refuse_quoted_strings(handle)
    sqlite3_busy_timeout(handle, 30_000)
  }

  deinit {
    statements = [:]
    // Refused, and left as it is, while somebody else has the file open.
    if isWorking { sqlite3_exec(handle, "PRAGMA journal_mode = DELETE", nil, nil, nil) }
    sqlite3_close_v2(handle)
  }

  /// Says whether the write-ahead log is left as it is when closing, or folded into the file.
  func keepLog(_ isKept: Bool) { _ = seedbed_keep_log(handle, isKept ? 1 : 0) }

  /// Has a write-ahead log until the connection is closed.
  ///
  /// Not longer, because nobody can read such a file without leaving two more beside it, nor from
  /// a folder that cannot be written.
  func work() throws(SQLiteError) {
    try execute("PRAGMA journal_mode = WAL")
    isWorking = true
  }

  /// Runs a statement; rows, if any, are ignored.
  public func execute(_ sql: String, _ values: [Value] = []) throws(SQLiteError) {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Runs every statement of a script.
  public func executeScript(_ sql: String) throws(SQLiteError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
  }

  /// Runs a query and hands each row to `body`; `body` returns false to stop.
  public func forEachRow(
    _ sql: String, _ values: [Value] = [], _ body: (borrowing Row) throws -> Bool
  ) throws {
    let statement = try prepared(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {
      guard try body(Row(statement)) else { return }
    }
  }

  /// Runs a query and collects what `read` makes of each row.
  public func rows<T>(
    _ sql: String, _ values: [Value] = [], _ read: (borrowing Row) throws -> T
  ) throws -> [T] {
    var results: [T] = []
    try forEachRow(sql, values) { row in
      results.append(try read(row))
      return true
    }
    return results
  }

  /// What `read` makes of the first row, or nil without one.
  public func first<T>(
    _ sql: String, _ values: [Value] = [], _ read: (borrowing Row) throws -> T
  ) throws -> T? {
    var result: T?
    try forEachRow(sql, values) { row in
      result = try read(row)
      return false
    }
    return result
  }

  /// The whole number in the first column of the first row; 0 without one.
  public func int(_ sql: String, _ values: [Value] = []) throws -> Int {
    try first(sql, values) { $0.int(0) } ?? 0
  }

  /// The id of the row inserted last.
  public var lastID: Int { Int(sqlite3_last_insert_rowid(handle)) }

  /// How many rows the last statement changed.
  public var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The statement for `sql`, prepared once per connection and text.
  ///
  /// One that is in use (a query run again inside its own loop) is prepared anew.
  private func prepared(_ sql: String) throws(SQLiteError) -> Statement {
    let text = StatementText(text: sql)
    if let statement = statements[text], sqlite3_stmt_busy(statement.handle) == 0 {
      return statement
    }
    let statement = try prepare(sql)
    if statements.count >= 256 { statements = [:] }
    statements[text] = statement
    return statement
  }

  /// A statement of one's own, for what is run very often.
  func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    var text = sql
    let (code, prepared, isWhole) = text.withUTF8 { prepare($0) }
    guard code == SQLITE_OK else { throw failure(sql) }
    guard let prepared else {
      throw SQLiteError(code: SQLITE_MISUSE, message: "there is no statement to run", sql: sql)
    }
    guard isWhole else {
      sqlite3_finalize(prepared)
      throw SQLiteError(code: SQLITE_MISUSE, message: "only one statement can be run", sql: sql)
    }
    return Statement(handle: prepared, sql: sql)
  }

  /// The first statement in `sql`, and whether nothing but comments and semicolons follows it.
  private func prepare(
    _ sql: UnsafeBufferPointer<UInt8>
  ) -> (code: Int32, statement: OpaquePointer?, isWhole: Bool) {
    sql.withMemoryRebound(to: CChar.self) { bytes in
      var statement: OpaquePointer?
      var tail = bytes.baseAddress
      let end = bytes.baseAddress.map { $0 + bytes.count }
      let code = sqlite3_prepare_v3(
        handle, bytes.baseAddress, Int32(bytes.count), UInt32(SQLITE_PREPARE_PERSISTENT),
        &statement, &tail)
      while code == SQLITE_OK, let rest = tail, let end, rest < end {
        var next: OpaquePointer?
        guard sqlite3_prepare_v3(handle, rest, Int32(end - rest), 0, &next, &tail) == SQLITE_OK,
          next == nil, tail != rest
        else {
          sqlite3_finalize(next)
          return (code, statement, false)
        }
      }
      return (code, statement, true)
    }
  }

  private func failure(_ sql: String) -> SQLiteError {
    SQLiteError(
      code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)),
      sql: sql)
  }
}

/// The text of a statement as the key of a cache.
///
/// Not String itself, for which canonically equivalent texts are equal: SQL that differs only in
/// how a letter of a literal is composed is not the same. The length alone is hashed, because most
/// texts are literals of ours that are found again by their address.
private struct StatementText: Hashable {
  let text: String

  func hash(into hasher: inout Hasher) { hasher.combine(text.utf8.count) }

  static func == (left: StatementText, right: StatementText) -> Bool {
    let areSame = left.text.utf8.withContiguousStorageIfAvailable { left in
      right.text.utf8.withContiguousStorageIfAvailable { right in
        guard left.count == right.count, let bytes = left.baseAddress,
          let others = right.baseAddress
        else { return left.isEmpty && right.isEmpty }
        return bytes == others || memcmp(bytes, others, left.count) == 0
      }
    }
    return (areSame ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
  }
}

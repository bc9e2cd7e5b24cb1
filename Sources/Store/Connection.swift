internal import CSQLite

/// An open database, not Sendable: a ``Store`` hands it to closures on its own thread.
public final class Connection {
  let handle: OpaquePointer
  private var statements: [String: Statement] = [:]

  /// How a file is opened.
  public enum Mode: Sendable {
    /// For queries only: the file is never changed, nor created.
    case readOnly
    /// For everything; the file is created when it is missing.
    case readWrite
  }

  init(path: String, mode: Mode) throws(SQLiteError) {
    let flags =
      mode == .readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
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
    sqlite3_close_v2(handle)
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
    if let statement = statements[sql], sqlite3_stmt_busy(statement.handle) == 0 {
      return statement
    }
    let statement = try prepare(sql)
    if statements.count >= 256 { statements = [:] }
    statements[sql] = statement
    return statement
  }

  private func prepare(_ sql: String) throws(SQLiteError) -> Statement {
    var prepared: OpaquePointer?
    var text = sql
    let (code, rest) = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          handle, bytes.baseAddress, Int32(bytes.count), UInt32(SQLITE_PREPARE_PERSISTENT),
          &prepared, &tail)
        let used = tail.map { bytes.baseAddress?.distance(to: $0) ?? 0 } ?? 0
        return (code, bytes[used...].contains { $0 > 32 && $0 != UInt8(ascii: ";") })
      }
    }
    guard code == SQLITE_OK else { throw failure(sql) }
    guard let prepared else {
      throw SQLiteError(code: SQLITE_MISUSE, message: "there is no statement to run", sql: sql)
    }
    guard !rest else {
      sqlite3_finalize(prepared)
      throw SQLiteError(code: SQLITE_MISUSE, message: "only one statement can be run", sql: sql)
    }
    return Statement(handle: prepared, sql: sql)
  }

  private func failure(_ sql: String) -> SQLiteError {
    SQLiteError(
      code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)),
      sql: sql)
  }
}

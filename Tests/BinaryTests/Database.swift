import CSQLite

/// A file made or changed by another program than Seedbed.
enum Database {
  /// Runs a script on the file at `path`, which is created if it is missing.
  static func execute(_ script: String, on path: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open(path, &handle) == SQLITE_OK,
      sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK
    else { throw Refused(message: String(cString: sqlite3_errmsg(handle))) }
  }

  /// Runs `body` while another connection has the file at `path` for itself.
  static func locked(_ path: String, _ body: () async throws -> Void) async throws {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    guard sqlite3_open(path, &handle) == SQLITE_OK,
      sqlite3_exec(handle, "BEGIN EXCLUSIVE", nil, nil, nil) == SQLITE_OK
    else { throw Refused(message: String(cString: sqlite3_errmsg(handle))) }
    try await body()
  }

  struct Refused: Error { let message: String }
}

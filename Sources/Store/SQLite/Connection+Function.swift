internal import CSQLite

extension Connection {
  /// Makes `body` callable in this connection's SQL as `name` with any number of arguments.
  ///
  /// The same arguments must give the same result. What `body` throws fails the query.
  public func define(_ name: String, _ body: @escaping @Sendable ([Value]) throws -> Value) throws {
    let box = Unmanaged.passRetained(FunctionBox(body)).toOpaque()
    let code = sqlite3_create_function_v2(
      handle, name, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, box,
      { context, count, arguments in
        guard let context, let data = sqlite3_user_data(context) else { return }
        let box = Unmanaged<FunctionBox>.fromOpaque(data).takeUnretainedValue()
        box.call(context, (0..<Int(count)).map { Value(argument: arguments?[$0]) })
      }, nil, nil, { pointer in pointer.map { Unmanaged<FunctionBox>.fromOpaque($0).release() } })
    guard code == SQLITE_OK else {
      throw SQLiteError(code: code, message: "the function \(name) cannot be defined", sql: nil)
    }
  }

  /// Refuses everything but reading, whatever the statement: no writes, no ATTACH, no PRAGMA that
  /// changes something, no loading of extensions.
  public func onlyRead() throws {
    try execute("PRAGMA query_only = 1")
    sqlite3_set_authorizer(
      handle,
      { _, action, name, argument, _, _ in
        switch action {
        case SQLITE_SELECT, SQLITE_READ, SQLITE_FUNCTION, SQLITE_RECURSIVE: SQLITE_OK
        case SQLITE_PRAGMA:
          Connection.asks(name, hasArgument: argument != nil) ? SQLITE_OK : SQLITE_DENY
        // Connecting to a virtual table (FTS5, json_each) parses this; SQLite lets nobody else do it.
        case SQLITE_UPDATE where Connection.isSchemaTable(name): SQLITE_OK
        default: SQLITE_DENY
        }
      }, nil)
  }

  private static func isSchemaTable(_ name: UnsafePointer<CChar>?) -> Bool {
    guard let name else { return false }
    return ["sqlite_master", "sqlite_temp_master"].contains(String(cString: name))
  }

  /// True for pragmas that only ask.
  ///
  /// They are listed, because some act without an argument: `wal_checkpoint`, `optimize`.
  private static func asks(_ name: UnsafePointer<CChar>?, hasArgument: Bool) -> Bool {
    guard let name = name.map({ String(cString: $0).lowercased() }) else { return false }
    return askingAboutSomething.contains(name) || !hasArgument && asking.contains(name)
  }

  /// Pragmas whose argument, if any, names what is asked about.
  private static let askingAboutSomething: Set = [
    "foreign_key_check", "foreign_key_list", "index_info", "index_list", "index_xinfo",
    "integrity_check", "quick_check", "table_info", "table_list", "table_xinfo",
  ]

  /// Pragmas that ask as long as they have no argument; FTS5 asks for the data version.
  private static let asking: Set = [
    "application_id", "cache_size", "collation_list", "compile_options", "data_version",
    "database_list", "encoding", "foreign_keys", "freelist_count", "function_list",
    "journal_mode", "module_list", "page_count", "page_size", "pragma_list", "query_only",
    "schema_version", "synchronous", "user_version",
  ]
}

/// Keeps a closure alive for SQLite.
private final class FunctionBox: Sendable {
  let body: @Sendable ([Value]) throws -> Value

  init(_ body: @escaping @Sendable ([Value]) throws -> Value) { self.body = body }

  func call(_ context: OpaquePointer, _ arguments: [Value]) {
    do {
      try body(arguments).setResult(of: context)
    } catch {
      sqlite3_result_error(context, "\(error)", -1)
    }
  }
}

extension Value {
  fileprivate init(argument: OpaquePointer?) {
    switch sqlite3_value_type(argument) {
    case SQLITE_INTEGER: self = .integer(Int(sqlite3_value_int64(argument)))
    case SQLITE_FLOAT: self = .real(sqlite3_value_double(argument))
    case SQLITE_TEXT:
      let bytes = sqlite3_value_text(argument)
      let count = Int(sqlite3_value_bytes(argument))
      self = .text(
        String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let bytes = sqlite3_value_blob(argument)
      let count = Int(sqlite3_value_bytes(argument))
      self = .blob(Array(UnsafeRawBufferPointer(start: bytes, count: count)))
    default: self = .null
    }
  }

  fileprivate func setResult(of context: OpaquePointer) {
    switch self {
    case .null: sqlite3_result_null(context)
    case .integer(let number): sqlite3_result_int64(context, Int64(number))
    case .real(let number): sqlite3_result_double(context, number)
    case .text(let text): seedbed_result_text(context, text, UInt64(text.utf8.count))
    case .blob(let bytes) where bytes.isEmpty: sqlite3_result_zeroblob(context, 0)
    case .blob(let bytes):
      sqlite3_result_blob64(
        context, bytes, UInt64(bytes.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }
  }
}

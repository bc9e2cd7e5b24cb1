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
        // Without an argument a pragma asks; FTS5 asks for the data version when searching.
        case SQLITE_PRAGMA where argument == nil: SQLITE_OK
        case SQLITE_PRAGMA: Connection.asks(name) ? SQLITE_OK : SQLITE_DENY
        default: SQLITE_DENY
        }
      }, nil)
  }

  /// True for pragmas whose argument names what is asked about.
  private static func asks(_ name: UnsafePointer<CChar>?) -> Bool {
    guard let name else { return false }
    return ["table_info", "table_xinfo", "index_list", "index_info", "foreign_key_list"]
      .contains(String(cString: name))
  }
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
    case .blob(let bytes):
      sqlite3_result_blob64(
        context, bytes, UInt64(bytes.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }
  }
}

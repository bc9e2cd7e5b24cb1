internal import CSQLite

/// A prepared statement; finalized when released.
final class Statement {
  let handle: OpaquePointer
  let sql: String

  init(handle: OpaquePointer, sql: String) {
    self.handle = handle
    self.sql = sql
  }

  deinit { sqlite3_finalize(handle) }

  /// Binds `values` to the parameters in their order.
  ///
  /// - Throws: ``SQLiteError`` unless there are as many: SQLite takes a missing one for NULL.
  func bind(_ values: [Value]) throws(SQLiteError) {
    let expected = Int(sqlite3_bind_parameter_count(handle))
    guard values.count == expected else {
      throw SQLiteError(
        code: SQLITE_RANGE, message: "\(values.count) values are given for \(expected) parameters",
        sql: sql)
    }
    try bind(values, from: 1)
  }

  /// Binds `values` to the parameters from number `first` on.
  func bind(_ values: [Value], from first: Int32) throws(SQLiteError) {
    for (index, value) in values.enumerated() {
      let code = bind(value, at: first + Int32(index))
      guard code == SQLITE_OK else { throw failure(code) }
    }
  }

  private func bind(_ value: Value, at index: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let number): sqlite3_bind_int64(handle, index, Int64(number))
    case .real(let number): sqlite3_bind_double(handle, index, number)
    case .text(var text):
      // By length, not up to a NUL: training text may hold one.
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          seedbed_bind_text(handle, index, $0.baseAddress ?? Statement.empty, UInt64($0.count))
        }
      }
    case .blob(let bytes) where bytes.isEmpty:
      // A null pointer would bind NULL.
      sqlite3_bind_zeroblob(handle, index, 0)
    case .blob(let bytes):
      bytes.withUnsafeBytes {
        sqlite3_bind_blob64(
          handle, index, $0.baseAddress, UInt64($0.count),
          unsafeBitCast(-1, to: sqlite3_destructor_type.self))
      }
    }
  }

  /// Points at an empty text: a null pointer would bind NULL.
  private nonisolated(unsafe) static let empty: UnsafePointer<CChar> = {
    let text = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
    text.pointee = 0
    return UnsafePointer(text)
  }()

  /// Moves to the next row; false after the last.
  func step() throws(SQLiteError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw failure(code)
    }
  }

  func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  /// Makes it ready to be run again, with what is bound.
  func rewind() { sqlite3_reset(handle) }

  func failure(_ code: Int32) -> SQLiteError {
    let database = sqlite3_db_handle(handle)
    return SQLiteError(
      code: sqlite3_extended_errcode(database), message: String(cString: sqlite3_errmsg(database)),
      sql: sql)
  }
}

/// The current row of a query; valid inside the closure that receives it.
public struct Row: ~Copyable {
  let handle: OpaquePointer

  init(_ statement: Statement) { handle = statement.handle }

  /// The number of columns.
  public var count: Int { Int(sqlite3_column_count(handle)) }

  /// The names of the columns.
  public var names: [String] {
    (0..<sqlite3_column_count(handle)).map { index in
      sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
    }
  }

  /// True if the column is NULL.
  public func isNull(_ index: Int) -> Bool {
    sqlite3_column_type(handle, Int32(index)) == SQLITE_NULL
  }

  /// The column as a whole number; 0 for NULL.
  public func int(_ index: Int) -> Int { Int(sqlite3_column_int64(handle, Int32(index))) }

  /// The column as a whole number, or nil for NULL.
  public func optionalInt(_ index: Int) -> Int? { isNull(index) ? nil : int(index) }

  /// The column as a number, or nil for NULL.
  public func optionalDouble(_ index: Int) -> Double? {
    isNull(index) ? nil : sqlite3_column_double(handle, Int32(index))
  }

  /// The column as text, whole, NULs included; empty for NULL.
  public func text(_ index: Int) -> String {
    guard let bytes = sqlite3_column_text(handle, Int32(index)) else { return "" }
    let count = Int(sqlite3_column_bytes(handle, Int32(index)))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  /// The column as text, or nil for NULL.
  public func optionalText(_ index: Int) -> String? { isNull(index) ? nil : text(index) }

  /// The column as what it is.
  public func value(_ index: Int) -> Value {
    switch sqlite3_column_type(handle, Int32(index)) {
    case SQLITE_INTEGER: .integer(int(index))
    case SQLITE_FLOAT: .real(sqlite3_column_double(handle, Int32(index)))
    case SQLITE_TEXT: .text(text(index))
    case SQLITE_BLOB: .blob(blob(index))
    default: .null
    }
  }

  private func blob(_ index: Int) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(handle, Int32(index)) else { return [] }
    let count = Int(sqlite3_column_bytes(handle, Int32(index)))
    return Array(UnsafeRawBufferPointer(start: bytes, count: count))
  }
}

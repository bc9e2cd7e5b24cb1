internal import CSQLite

/// What is wrong with SQL that a person wrote.
public struct QueryError: Error, CustomStringConvertible, Equatable {
  /// A sentence with SQLite's message and, where it is known, the line and the column.
  public let description: String
}

extension Connection {
  /// Runs one statement that a person wrote, row by row.
  ///
  /// `columns` is told the names once, also when there is no row; then `row` gets each row. The
  /// parameters (`:name` in the SQL) are matched by name.
  ///
  /// - Throws: ``QueryError`` for SQL that cannot be prepared or lacks a parameter,
  ///   ``SQLiteError`` for what fails later.
  public func query(
    _ sql: String, _ parameters: [String: Value] = [:],
    columns: ([String]) throws -> Void, row: (borrowing Row) throws -> Void
  ) throws {
    let statement = try written(sql)
    try statement.bind(try values(of: parameters, for: statement))
    try columns(Row(statement).names)
    while try statement.step() { try row(Row(statement)) }
  }

  /// The statement for `sql`, which holds one and nothing after it.
  private func written(_ sql: String) throws(QueryError) -> Statement {
    var prepared: OpaquePointer?
    var text = sql
    let (code, used) = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { bytes in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v2(
          handle, bytes.baseAddress, Int32(clamping: bytes.count), &prepared, &tail)
        return (code, tail.map { bytes.baseAddress?.distance(to: $0) ?? 0 } ?? 0)
      }
    }
    guard code == SQLITE_OK else { throw refusal(code, of: sql) }
    guard let prepared else { throw QueryError(description: "the SQL is empty: give a SELECT") }
    let statement = Statement(handle: prepared, sql: sql)
    try refuseMore(Array(text.utf8.dropFirst(used)))
    return statement
  }

  /// Throws unless `rest`, what follows a statement, holds no other.
  private func refuseMore(_ rest: [UInt8]) throws(QueryError) {
    guard !rest.isEmpty else { return }
    var second: OpaquePointer?
    defer { sqlite3_finalize(second) }
    let code = rest.withUnsafeBytes { bytes in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      return sqlite3_prepare_v2(handle, start, Int32(clamping: bytes.count), &second, nil)
    }
    guard code == SQLITE_OK, second == nil else {
      throw QueryError(description: "there is more than one statement: give one at a time")
    }
  }

  private func refusal(_ code: Int32, of sql: String) -> QueryError {
    guard code & 0xFF != SQLITE_AUTH else {
      return QueryError(
        description: "query can only read: this statement would change, attach or set something")
    }
    let offset = Int(sqlite3_error_offset(handle))
    let message = String(cString: sqlite3_errmsg(handle))
    return QueryError(
      description: "the SQL is wrong: \(message)\(offset < 0 ? "" : place(of: offset, in: sql))")
  }

  /// The byte `offset` of `sql` as people count: lines and characters, from 1.
  private func place(of offset: Int, in sql: String) -> String {
    let before = String(decoding: sql.utf8.prefix(offset), as: UTF8.self)
    let line = before.count(where: \.isNewline) + 1
    let column = before.reversed().prefix { !$0.isNewline }.count + 1
    return " (line \(line), column \(column))"
  }

  private func values(
    of parameters: [String: Value], for statement: Statement
  ) throws(QueryError) -> [Value] {
    var unused = Set(parameters.keys)
    var values: [Value] = []
    for index in 0..<sqlite3_bind_parameter_count(statement.handle) {
      let name =
        sqlite3_bind_parameter_name(statement.handle, index + 1).map { String(cString: $0) } ?? "?"
      guard let value = parameters[String(name.dropFirst())] else { throw missing(name) }
      unused.remove(String(name.dropFirst()))
      values.append(value)
    }
    guard let name = unused.min() else { return values }
    throw QueryError(description: "the SQL has no parameter :\(name): leave it out or use it")
  }

  private func missing(_ parameter: String) -> QueryError {
    let name = parameter.dropFirst()
    return QueryError(
      description: name.isEmpty
        ? "a parameter of the SQL has no name: write :name in place of ?"
        : "the parameter \(parameter) has no value: give it with -p \(name) VALUE")
  }
}

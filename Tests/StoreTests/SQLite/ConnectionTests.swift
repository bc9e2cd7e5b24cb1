import Testing

@testable import Store

@Suite struct ConnectionTests {
  let file = try? TemporaryFile()

  private func echo(_ value: Value) throws -> Value? {
    try #require(file).connection.first("SELECT ?", [value]) { $0.value(0) }
  }

  @Test(
    arguments: [
      .text("a\0b"), .text(""), .text("日本語 🙂 \u{301}"), .null, .integer(.min), .integer(.max),
      .real(0.1), .blob([0, 255, 0]), .blob([]),
    ] as [Value])
  func `a value comes back as it was bound`(_ value: Value) throws {
    #expect(try echo(value) == value)
  }

  @Test func `a text of 10 MB comes back whole`() throws {
    let text = String(repeating: "文", count: 3_500_000)
    #expect(try echo(.text(text)) == .text(text))
  }

  @Test func `an empty text is no NULL`() throws {
    let connection = try #require(file).connection
    let row = try connection.first("SELECT ?, ?", ["", nil]) { row in
      (row.isNull(0), row.optionalText(0), row.isNull(1), row.optionalText(1), row.text(1))
    }
    #expect(try #require(row) == (false, "", true, nil, ""))
  }

  @Test func `columns have names and optional numbers`() throws {
    let connection = try #require(file).connection
    let row = try connection.first("SELECT 1 AS one, NULL AS none, 2.5 AS half") { row in
      (row.names, row.optionalInt(0), row.optionalInt(1), row.optionalDouble(2))
    }
    #expect(try #require(row) == (["one", "none", "half"], 1, nil, 2.5))
  }

  @Test(arguments: [
    "SELECT 1; SELECT 2", "SELECT 1; x", "SELECT 1; 日本", "SELECT 1\0; DELETE FROM run", "",
    "-- nothing", ";",
  ])
  func `anything but one statement is refused`(_ sql: String) throws {
    let connection = try #require(file).connection
    #expect(throws: SQLiteError.self) { try connection.execute(sql) }
  }

  @Test(arguments: ["SELECT 7;", "SELECT 7; -- the end", " ; ", "SELECT 7 /* x */ ;; /* y */ "])
  func `comments and semicolons may follow a statement`(_ sql: String) throws {
    let connection = try #require(file).connection
    if sql == " ; " {
      #expect(throws: SQLiteError.self) { try connection.int(sql) }
    } else {
      #expect(try connection.int(sql) == 7)
    }
  }

  @Test func `texts that only Unicode takes for equal are different statements`() throws {
    let connection = try #require(file).connection
    #expect(try connection.int("SELECT length('\u{E9}')") == 1)
    #expect(try connection.int("SELECT length('e\u{301}')") == 2)
    #expect(try connection.text("SELECT '\u{304C}'")?.unicodeScalars.count == 1)
    #expect(try connection.text("SELECT '\u{304B}\u{3099}'")?.unicodeScalars.count == 2)
  }

  @Test func `statements of the same length are not mixed up`() throws {
    let connection = try #require(file).connection
    for round in 0..<3 {
      for number in 100..<500 {
        #expect(try connection.int("SELECT \(number)") == number, "round \(round)")
      }
    }
  }

  @Test func `a query can be run again inside of its own loop`() throws {
    let connection = try #require(file).connection
    let sql = "SELECT value FROM json_each(?)"
    let outer = try connection.rows(sql, ["[1,2,3]"]) { row in
      let inner = try connection.rows(sql, ["[10,20]"]) { $0.int(0) }
      return [row.int(0)] + inner
    }
    #expect(outer == [[1, 10, 20], [2, 10, 20], [3, 10, 20]])
  }

  @Test func `a loop that stops early leaves nothing open`() throws {
    let connection = try #require(file).connection
    #expect(try connection.first("SELECT value FROM json_each('[5,6]')") { $0.int(0) } == 5)
    try connection.transaction { try connection.execute("CREATE TABLE t (x)") }
    #expect(try connection.int("SELECT count(*) FROM t") == 0)
  }

  @Test(arguments: [[], [.integer(1)], [.integer(1), .integer(2), .integer(3)]] as [[Value]])
  func `as many values as parameters have to be given`(_ values: [Value]) throws {
    let connection = try #require(file).connection
    let error = #expect(throws: SQLiteError.self) {
      try connection.execute("SELECT ?, ?", values)
    }
    #expect(error?.description == "\(values.count) values are given for 2 parameters")
  }

  @Test func `an error names the statement but not what was bound`() throws {
    let connection = try #require(file).connection
    let error = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO kind VALUES (?, ?)", ["question", "my secret"])
    }
    #expect(error?.isConstraint == true)
    #expect(error?.sql == "INSERT INTO kind VALUES (?, ?)")
    #expect(error.map { "\($0)".contains("secret") } == false)
  }

  @Test func `double-quoted words are names and never texts`() throws {
    let connection = try #require(file).connection
    #expect(throws: SQLiteError.self) { try connection.int(#"SELECT "no such column""#) }
  }
}

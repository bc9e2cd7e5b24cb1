import Testing

@testable import Store

@Suite struct TransactionTests {
  let file = try? TemporaryFile()

  private struct Stop: Error {}

  @Test func `nothing is kept when the body throws`() throws {
    let connection = try #require(file).connection
    #expect(throws: Stop.self) {
      try connection.transaction {
        _ = try connection.somePlan()
        throw Stop()
      }
    }
    #expect(try connection.int("SELECT count(*) FROM plan") == 0)
  }

  @Test func `a result that is not kept is handed on all the same`() throws {
    let connection = try #require(file).connection
    let plan = try connection.transaction(keepIf: { $0 < 1 }) { try connection.somePlan() }
    #expect(plan == 1)
    #expect(try connection.int("SELECT count(*) FROM plan") == 0)
    #expect(try connection.transaction(keepIf: { $0 == 1 }) { try connection.somePlan() } == 1)
    #expect(try connection.int("SELECT count(*) FROM plan") == 1)
  }

  @Test func `the first error wins when SQLite has rolled back already`() throws {
    let connection = try #require(file).connection
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction {
        try connection.execute("INSERT OR ROLLBACK INTO kind VALUES ('question', 'again')")
      }
    }
    #expect(error?.isConstraint == true)
    #expect(try connection.transaction { try connection.somePlan() } > 0)
  }

  @Test func `a commit that is refused keeps nothing and leaves no transaction open`() throws {
    let connection = try #require(file).connection
    let plan = try connection.somePlan()
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction {
        try connection.execute(
          """
          INSERT INTO artifact (key, item_id, version, kind, text, origin, method, plan_id, sequence,
            created_at) VALUES (?, 999, 1, 'question', '', '[]', 'test', ?, 'a0', '')
          """, [.text(String(repeating: "0", count: 32)), .integer(plan)])
      }
    }
    #expect(error?.isConstraint == true)
    #expect(try connection.int("SELECT count(*) FROM artifact") == 0)
    try connection.transaction { _ = try connection.add(.question, "?") }
    #expect(try connection.int("SELECT count(*) FROM artifact") == 1)
  }

  @Test func `a transaction inside of another is part of it`() throws {
    let connection = try #require(file).connection
    #expect(throws: Stop.self) {
      try connection.transaction {
        try connection.transaction { _ = try connection.somePlan() }
        throw Stop()
      }
    }
    #expect(try connection.int("SELECT count(*) FROM plan") == 0)
    try connection.transaction { try connection.transaction { _ = try connection.somePlan() } }
    #expect(try connection.int("SELECT count(*) FROM plan") == 1)
  }

  @Test func `a snapshot does not see what others write meanwhile`() throws {
    let file = try #require(file)
    let reader = try Schema.open(file.path, .readOnly)
    let plans = { try reader.int("SELECT count(*) FROM plan") }
    let seen = try reader.snapshot {
      let before = try plans()
      _ = try file.connection.somePlan()
      return (before, try plans())
    }
    #expect(seen == (0, 0))
    #expect(try plans() == 1)
  }

  @Test func `artifacts are neither changed nor deleted`() throws {
    let connection = try #require(file).connection
    try connection.add(.question, "?")
    #expect(throws: SQLiteError.self) { try connection.execute("DELETE FROM artifact") }
    #expect(throws: SQLiteError.self) { try connection.execute("UPDATE artifact SET text = ''") }
  }
}

import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct FunctionTests {
  let file = try? TemporaryFile()

  @Test(
    arguments: [
      .null, .integer(-7), .real(0.5), .text("a\0日"), .text(""), .blob([0, 1]), .blob([]),
    ] as [Value])
  func `a defined function is handed values and hands one back`(_ value: Value) throws {
    let connection = try #require(file).connection
    try connection.define("echo") { $0[0] }
    #expect(try connection.first("SELECT echo(?, 1, 2)", [value]) { $0.value(0) } == value)
  }

  @Test func `what a function throws fails the query`() throws {
    let connection = try #require(file).connection
    try connection.define("fail") { _ in throw StoreError("no such tokenizer") }
    let error = #expect(throws: SQLiteError.self) { try connection.int("SELECT fail()") }
    #expect(error?.description == "no such tokenizer")
  }

  @Test func `a function's closure is let go with the connection`() throws {
    final class Token: Sendable {}
    weak var watched: Token?
    do {
      let token = Token()
      watched = token
      let file = try TemporaryFile()
      try file.connection.define("hold") { _ in withExtendedLifetime(token) { .integer(1) } }
      #expect(try file.connection.int("SELECT hold()") == 1)
    }
    #expect(watched == nil)
  }
}

@Suite struct OnlyReadTests {
  let file = try? TemporaryFile()

  static let views = [
    "fields", "subfields", "waiting", "disciplines", "subjects", "syllabi", "sessions", "concepts",
    "instructions", "questions",
    "answers", "examples", "versions", "ancestry", "drops", "scores", "funnel", "units", "calls",
    "failures", "costs",
  ]

  @Test(arguments: [
    "INSERT INTO kind VALUES ('x', 'y')", "DELETE FROM kind", "UPDATE kind SET description = ''",
    "REPLACE INTO kind VALUES ('x', 'y')", "CREATE TABLE t (x)", "CREATE TEMP TABLE t (x)",
    "CREATE VIEW v AS SELECT 1", "CREATE INDEX i ON kind (description)", "DROP TABLE kind",
    "DROP VIEW questions", "ALTER TABLE kind RENAME TO x", "ATTACH ':memory:' AS other",
    "DETACH main", "VACUUM", "REINDEX", "ANALYZE", "BEGIN", "SAVEPOINT x",
    "PRAGMA user_version = 5", "PRAGMA query_only = 0", "PRAGMA journal_mode = DELETE",
    "PRAGMA writable_schema = 1", "PRAGMA wal_checkpoint", "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA optimize", "PRAGMA incremental_vacuum", "PRAGMA shrink_memory",
    "PRAGMA temp_store_directory = '/tmp'", "SELECT load_extension('x')",
    "WITH x AS (SELECT 1) INSERT INTO kind SELECT 'x', 'y'",
    "UPDATE sqlite_master SET sql = ''", "UPDATE sqlite_schema SET name = 'x'",
    "DELETE FROM sqlite_master", "INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 0, '')",
    "UPDATE temp.sqlite_master SET sql = ''", "UPDATE json_each SET value = 1",
    "INSERT INTO artifact_text (artifact_text) VALUES ('rebuild')",
  ])
  func `everything but reading is refused, on connections of both modes`(_ sql: String) throws {
    let file = try #require(file)
    let reader = try file.reader()
    #expect(throws: SQLiteError.self) { try reader.execute(sql) }
    try file.connection.onlyRead()
    #expect(throws: SQLiteError.self) { try file.connection.execute(sql) }
  }

  @Test func `a copy of the file cannot be written either`() throws {
    let file = try #require(file)
    let copy = file.folder.file("copy.db")
    let reader = try file.reader()
    #expect(throws: SQLiteError.self) { try reader.execute("VACUUM INTO '\(copy)'") }
    #expect(!FileManager.default.fileExists(atPath: copy))
  }

  @Test func `a statement that was prepared before is refused, too`() throws {
    let connection = try #require(file).connection
    let sql = "INSERT OR IGNORE INTO kind VALUES ('x', 'y')"
    try connection.execute(sql)
    try connection.onlyRead()
    #expect(throws: SQLiteError.self) { try connection.execute(sql) }
  }

  @Test(arguments: views) func `every public view can be read`(_ view: String) throws {
    let file = try #require(file)
    try file.connection.fillOneOfEach()
    #expect(try file.reader().int("SELECT count(*) FROM (SELECT * FROM \(view))") > 0)
  }

  @Test func `full-text search, JSON, functions and asking pragmas are allowed`() throws {
    let file = try #require(file)
    try file.connection.add(.question, "なぜ空は青いのですか")
    _ = try file.connection.refreshSearchIndex()
    let reader = try file.reader()
    try reader.define("twice") { [.integer(2 * $0.count)][0] }
    #expect(
      try reader.int("SELECT count(*) FROM artifact_text WHERE artifact_text MATCH '空は青'") == 1)
    #expect(try reader.int("SELECT rank < 0 FROM artifact_text('空は青') ORDER BY rank") == 1)
    #expect(try reader.int("SELECT sum(value) FROM json_each('[1,2]')") == 3)
    #expect(try reader.int("SELECT twice(1, 1)") == 4)
    #expect(try reader.int("PRAGMA user_version") == Schema.version)
    #expect(try reader.int("SELECT count(*) FROM pragma_table_info('kind')") == 2)
    #expect(try !reader.table("PRAGMA table_info(questions)").isEmpty)
    #expect(
      try reader.int(
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 5)"
          + " SELECT max(x) FROM n") == 5)
    #expect(try !reader.table("EXPLAIN QUERY PLAN SELECT * FROM examples").isEmpty)
  }
}

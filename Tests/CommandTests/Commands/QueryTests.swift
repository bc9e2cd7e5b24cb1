import Base
import Foundation
import Testing

@testable import seedbed

@Suite struct QueryTests {
  private let box: Sandbox

  init() async throws {
    box = try Sandbox()
    try await box.write(Garden.plant)
  }

  @Test func `rows come in the format asked for`() async {
    let result = await box.run("query", "SELECT id, text FROM questions ORDER BY id", "--nl")
    #expect(result.status == .done)
    #expect(
      result.out == """
        {"id": 8, "text": "What is an orbital?"}
        {"id": 9, "text": "What is an orbital, then?"}
        {"id": 10, "text": "What is spin?"}

        """)
  }

  @Test func `a query without rows still has its columns`() async {
    let result = await box.run("query", "SELECT id, text FROM answers WHERE 0", "--csv")
    #expect(result.out == "id,text\r\n")
  }

  @Test func `parameters are bound by name, numbers as numbers`() async {
    let result = await box.run(
      "query", "SELECT :a AS a, typeof(:b) AS b, :a || :c AS c", "-p", "a=7", "-p", "b", "0.5",
      "-p",
      "c=x'; --", "--nl")
    #expect(result.out == #"{"a": 7, "b": "real", "c": "7x'; --"}"# + "\n")
  }

  @Test(arguments: [
    ("SELECT :id", "the parameter :id has no value: give it with -p id VALUE"),
    ("SELECT ?", "a parameter of the SQL has no name: write :name in place of ?"),
    ("", "the SQL is empty: give a SELECT"),
    ("/* nothing */", "the SQL is empty: give a SELECT"),
    ("SELECT 1; SELECT 2", "there is more than one statement: give one at a time"),
    ("SELEC 1", "the SQL is wrong: near \"SELEC\": syntax error (line 1, column 1)"),
    (
      "SELECT id,\n  txt FROM questions",
      "the SQL is wrong: no such column: txt (line 2, column 3); questions has id, key, item, version, "
        + "text, input, system, language, method, strategy, draw, depth, discipline, subject, status, "
        + "created_at"
    ),
    (
      "SELECT * FROM exampels",
      "the SQL is wrong: no such table: exampels: did you mean examples?"
    ),
  ])
  func `wrong SQL is wrong usage and says where`(_ sql: String, _ sentence: String) async {
    let result = await box.run("query", sql)
    #expect(result == CommandResult(status: .usage, out: "", talk: "seedbed: \(sentence)\n"))
  }

  @Test func `a semicolon and a comment may follow`() async {
    #expect(await box.run("query", "SELECT 1 AS a; -- one\n", "--nl").out == "{\"a\": 1}\n")
  }

  @Test func `a parameter that the SQL lacks is refused`() async {
    let result = await box.run("query", "SELECT 1", "-p", "id=1")
    #expect(result.talk == "seedbed: the SQL has no parameter :id: leave it out or use it\n")
  }

  @Test(arguments: [
    "INSERT INTO piece (hash, text) VALUES ('a', 'b')", "DELETE FROM artifact",
    "UPDATE run SET command = ''", "DROP VIEW examples", "CREATE TABLE t (a)",
    "CREATE TEMP TABLE t (a)", "ATTACH '/tmp/seedbed-attached.db' AS b", "DETACH main",
    "PRAGMA query_only = 0", "PRAGMA writable_schema = 1", "PRAGMA journal_mode = DELETE",
    "PRAGMA user_version(9)", "VACUUM INTO '/tmp/seedbed-vacuumed.db'", "VACUUM", "BEGIN",
    "REINDEX", "ANALYZE", "SAVEPOINT s", "EXPLAIN DELETE FROM artifact",
    "WITH a AS (SELECT 1) DELETE FROM artifact", "SELECT load_extension('/tmp/x.so')",
    "INSERT INTO artifact_text (artifact_text) VALUES ('rebuild')",
    "SELECT writefile('/tmp/seedbed-written', 'x')",
    "SELECT fts3_tokenizer('simple', x'00')",
  ])
  func `everything but reading is refused`(_ sql: String) async throws {
    let before = try Data(contentsOf: URL(filePath: box.path))
    let result = await box.run("query", sql)
    #expect(result.status == .usage || result.status == .failed)
    #expect(result.talk.hasPrefix("seedbed: "))
    #expect(try Data(contentsOf: URL(filePath: box.path)) == before)
    for name in ["attached.db", "vacuumed.db", "written"] {
      #expect(!FileManager.default.fileExists(atPath: "/tmp/seedbed-\(name)"))
    }
  }

  @Test(arguments: [
    ("rouge_l('a b c', 'a x c')", "0.6666666666666666"), ("rouge_1('a b', 'b a')", "1.0"),
    ("rouge_2('a b', 'b a')", "0.0"), ("rouge_l('日本', '日本', 'rouge-ascii-1')", "0.0"),
    ("rouge_l(NULL, 'a')", "null"), ("tokens('Hi, 日本')", #""[\"hi\",\"日\",\"本\"]""#),
  ])
  func `texts can be compared`(_ call: String, _ value: String) async {
    let result = await box.run("query", "SELECT \(call) AS v", "--nl")
    #expect(result.out == "{\"v\": \(value)}\n")
  }

  @Test(arguments: [
    ("rouge_l('a')", "rouge_l takes two texts and, if wanted, a tokenizer"),
    (
      "tokens('a', 'b')",
      "tokens: the tokenizer must be one of rouge-ascii-1, unicode-1, char-2gram-1"
    ),
  ])
  func `a wrong call fails with a sentence`(_ call: String, _ sentence: String) async {
    let result = await box.run("query", "SELECT \(call)", "--csv")
    #expect(result.status == .failed)
    #expect(result.talk == "seedbed: \(sentence)\n")
  }

  @Test func `hostile texts are shown safely, and whole where a program reads them`() async {
    let sql = """
      SELECT char(27) || '[31mred' || char(8238) || char(10) || 'x' AS t,
        replace(hex(zeroblob(500000)), '0', 'a') AS big
      """
    let table = await box.run("query", sql, "--table", screen: .screen(60))
    #expect(table.out.contains("␛[31mred\\u{202e}⏎x"))
    #expect(!table.out.contains("\u{1B}"))
    #expect(table.out.utf8.count < 1000)
    let rows = await box.run("query", sql, "--nl")
    #expect(rows.json["big"]?.string?.utf8.count == 1_000_000)
    #expect(rows.json["t"]?.string == "\u{1B}[31mred\u{202E}\nx")
  }

  @Test func `a missing file is not made`() async throws {
    let other = try Sandbox()
    let result = await other.run("query", "SELECT 1")
    #expect(result.status == .failed)
    #expect(result.talk == "seedbed: there is no database at DB: import or generate makes one\n")
    #expect(!FileManager.default.fileExists(atPath: other.path))
  }
}

import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct SchemaTests {
  @Test func `a missing file is made, with the marks of ours`() throws {
    let file = try TemporaryFile()
    let connection = file.connection
    #expect(try connection.int("PRAGMA application_id") == 0x5365_6564)
    #expect(try connection.int("PRAGMA user_version") == 1)
    #expect(try connection.int("PRAGMA foreign_keys") == 1)
    #expect(try connection.text("PRAGMA journal_mode") == "wal")
    #expect(try connection.text("SELECT name FROM migration WHERE version = 1") == "first")
    #expect(try connection.text("PRAGMA integrity_check") == "ok")
    #expect(try connection.table("PRAGMA foreign_key_check").isEmpty)
  }

  @Test func `a file is opened again with what was stored in it`() throws {
    let folder = try TemporaryFolder()
    for round in 0..<3 {
      let connection = try Schema.open(folder.file("a.db"), .readWrite)
      #expect(try connection.int("SELECT count(*) FROM plan") == round)
      _ = try connection.somePlan("\(round)")
    }
    #expect(folder.names == ["a.db"], "the write-ahead log is folded in when closing")
  }

  @Test func `reading leaves nothing beside the file`() throws {
    let folder = try TemporaryFolder()
    do { _ = try Schema.open(folder.file("a.db"), .readWrite).somePlan() }
    let before = folder.contents
    do {
      let reader = try Schema.open(folder.file("a.db"), .readOnly)
      #expect(try reader.int("SELECT count(*) FROM plan") == 1)
    }
    #expect(folder.contents == before)
  }

  @Test func `what a killed writer began is taken back by the next reader`() throws {
    let folder = try TemporaryFolder()
    let writer = try Schema.open(folder.file("a.db"), .readWrite)
    _ = try writer.somePlan()
    // As while the log is folded in, or by a tool that has none.
    try writer.executeScript("PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN")
    for number in 0..<200 { _ = try writer.somePlan("\(number)") }
    for suffix in ["", "-journal"] {
      try FileManager.default.copyItem(
        atPath: folder.file("a.db" + suffix), toPath: folder.file("b.db" + suffix))
    }
    let reader = try Schema.open(folder.file("b.db"), .readOnly)
    #expect(try reader.int("SELECT count(*) FROM plan") == 1)
    #expect(try reader.verification().isClean)
  }

  @Test func `a reader sees what is committed while somebody writes`() throws {
    let file = try TemporaryFile()
    let reader = try file.reader()
    try file.connection.transaction {
      _ = try file.connection.somePlan()
      #expect(try reader.int("SELECT count(*) FROM plan") == 0)
    }
    #expect(try reader.int("SELECT count(*) FROM plan") == 1)
  }

  @Test func `closing while somebody reads keeps the file as it is for the reader`() throws {
    let folder = try TemporaryFolder()
    var writer: Connection? = try Schema.open(folder.file("a.db"), .readWrite)
    let reader = try Schema.open(folder.file("a.db"), .readOnly)
    _ = try writer?.somePlan()
    #expect(try reader.int("SELECT count(*) FROM plan") == 1)
    writer = nil
    #expect(try reader.int("SELECT count(*) FROM plan") == 1)
    _ = try Schema.open(folder.file("a.db"), .readWrite).somePlan("other")
    #expect(try reader.int("SELECT count(*) FROM plan") == 2)
  }

  @Test func `an empty file becomes one of ours when writing, and is named empty when reading`()
    throws
  {
    let folder = try TemporaryFolder()
    try Data().write(to: URL(filePath: folder.file("a.db")))
    let error = #expect(throws: StoreError.self) {
      try Schema.open(folder.file("a.db"), .readOnly)
    }
    #expect(error?.description.hasSuffix("is empty: import or generate fills it") == true)
    #expect(folder.contents == ["a.db": Data()])
    let connection = try Schema.open(folder.file("a.db"), .readWrite)
    #expect(try connection.int("PRAGMA user_version") == 1)
  }

  @Test(arguments: [Connection.Mode.readOnly, .readWrite])
  func `what is no database is refused and left as it is`(_ mode: Connection.Mode) throws {
    let folder = try TemporaryFolder()
    let text = Data(String(repeating: "{\"question\": \"?\"}\n", count: 200).utf8)
    try text.write(to: URL(filePath: folder.file("rows.jsonl")))
    let error = #expect(throws: StoreError.self) {
      try Schema.open(folder.file("rows.jsonl"), mode)
    }
    #expect(error?.description.contains("is not a database of Seedbed") == true)
    #expect(folder.contents == ["rows.jsonl": text])
  }

  @Test(arguments: [Connection.Mode.readOnly, .readWrite], ["", "PRAGMA application_id = 7;"])
  func `another program's database is refused and left as it is`(
    _ mode: Connection.Mode, _ mark: String
  ) throws {
    let folder = try TemporaryFolder()
    try make(folder.file("a.db"), mark + "CREATE TABLE t (x); INSERT INTO t VALUES (1);")
    let before = folder.contents
    let error = #expect(throws: StoreError.self) { try Schema.open(folder.file("a.db"), mode) }
    #expect(error?.description.contains("another program") == true)
    #expect(folder.contents == before)
  }

  @Test func `the write-ahead log of another program's database is left as it is`() throws {
    let folder = try TemporaryFolder()
    let other = try Connection(path: folder.file("other.db"), mode: .readWrite)
    try other.execute("PRAGMA journal_mode = WAL")
    try other.executeScript("CREATE TABLE t (x); INSERT INTO t VALUES (1);")
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: folder.file("other.db" + suffix), toPath: folder.file("copy.db" + suffix))
    }
    let before = folder.contents
    #expect(throws: StoreError.self) { try Schema.open(folder.file("copy.db"), .readWrite) }
    for name in ["copy.db", "copy.db-wal"] { #expect(folder.contents[name] == before[name]) }
  }

  @Test(arguments: [Connection.Mode.readOnly, .readWrite])
  func `a newer Seedbed's file is refused and left as it is`(_ mode: Connection.Mode) throws {
    let folder = try TemporaryFolder()
    do {
      let connection = try Schema.open(folder.file("a.db"), .readWrite)
      try connection.execute("PRAGMA user_version = 2")
    }
    let before = folder.contents
    let error = #expect(throws: StoreError.self) { try Schema.open(folder.file("a.db"), mode) }
    #expect(error?.description.contains("made by a newer Seedbed (schema 2;") == true)
    #expect(folder.contents == before)
  }

  @Test func `reading a missing file creates nothing`() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: StoreError.self) {
      try Schema.open(folder.file("a.db"), .readOnly)
    }
    #expect(error?.description.hasPrefix("there is no database at ") == true)
    #expect(folder.names == [])
  }

  @Test func `a missing folder is named as the reason`() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: StoreError.self) {
      try Schema.open(folder.file("no/a.db"), .readWrite)
    }
    #expect(error?.description.contains("its folder is missing") == true)
    #expect(folder.names == [])
  }

  @Test(arguments: [Connection.Mode.readOnly, .readWrite])
  func `a folder in place of the file is named as the reason`(_ mode: Connection.Mode) throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: StoreError.self) { try Schema.open(folder.path, mode) }
    #expect(error?.description.contains("it is a folder") == true)
  }

  @Test func `every foreign key has an index that begins with its column`() throws {
    let connection = try TemporaryFile().connection
    let bare = try connection.table(
      """
      SELECT t.name, f."from" FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS f
      WHERE t.schema = 'main' AND NOT EXISTS (
          SELECT 1 FROM pragma_index_list(t.name) AS i, pragma_index_info(i.name) AS c
          WHERE c.seqno = 0 AND c.name = f."from")
        AND NOT EXISTS (
          SELECT 1 FROM pragma_table_info(t.name) AS c
          WHERE c.name = f."from" AND c.pk = 1 AND c.type = 'INTEGER')
      """)
    #expect(bare == [])
    #expect(
      try connection.int(
        """
        SELECT count(*) FROM pragma_table_list AS t, pragma_foreign_key_list(t.name)
        WHERE t.schema = 'main'
        """) > 20)
  }

  @Test func `tables are strict`() throws {
    let loose = try TemporaryFile().connection.rows(
      """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'
      """
    ) { $0.text(0) }
    #expect(loose == [])
  }

  private func make(_ path: String, _ script: String) throws {
    try Connection(path: path, mode: .readWrite).executeScript(script)
  }
}

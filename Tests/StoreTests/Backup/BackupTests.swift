import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct BackupTests {
  @Test func `the copy holds everything and stands alone`() async throws {
    let folder = try TemporaryFolder()
    do { try Schema.open(folder.file("a.db"), .readWrite).fillOneOfEach() }
    let store = try await Store(path: folder.file("a.db"), mode: .readOnly)
    let size = try await store.backUp(to: folder.file("b.db"))
    await store.close()
    #expect(folder.names == ["a.db", "b.db"])
    #expect(size == folder.contents["b.db"]?.count)
    let copy = try Schema.open(folder.file("b.db"), .readOnly)
    let original = try Schema.open(folder.file("a.db"), .readOnly).contentsByKey()
    for (table, rows) in try copy.contentsByKey() where table != "run" {
      #expect(rows == original[table], "\(table)")
    }
    #expect(try copy.verification().isClean)
  }

  @Test func `a copy while somebody writes holds one moment, and nothing runs in it`()
    async throws
  {
    let file = try TemporaryFile()
    let run = try file.connection.beginRun("generate", tool: "0")
    try file.connection.lease(plan: file.connection.somePlan(), to: run)
    for number in 0..<10 { try file.connection.add(.question, "\(number)") }
    let store = try await Store(path: file.path, mode: .readOnly)
    let copyPath = file.folder.file("copy.db")
    // Half of a transaction is no moment.
    try file.connection.execute("BEGIN IMMEDIATE")
    try file.connection.add(.question, "not yet")
    _ = try await store.backUp(to: copyPath)
    try file.connection.execute("COMMIT")
    let copy = try Schema.open(copyPath, .readWrite)
    #expect(try copy.int("SELECT count(*) FROM questions") == 10)
    #expect(try copy.text("SELECT state FROM run") == "interrupted")
    #expect(try copy.int("SELECT count(*) FROM plan WHERE lease_run_id IS NOT NULL") == 0)
    #expect(try file.connection.int("SELECT count(*) FROM questions") == 11)
    #expect(try file.connection.text("SELECT state FROM run") == "running")
  }

  @Test func `a file that is there is left as it is`() async throws {
    let folder = try TemporaryFolder()
    do { try Schema.open(folder.file("a.db"), .readWrite).fillOneOfEach() }
    try Data("mine".utf8).write(to: URL(filePath: folder.file("b.db")))
    let before = folder.contents
    let store = try await Store(path: folder.file("a.db"), mode: .readOnly)
    let error = await #expect(throws: StoreError.self) {
      try await store.backUp(to: folder.file("b.db"))
    }
    #expect(error?.description.contains("b.db exists already") == true)
    #expect(folder.contents == before)
  }

  @Test func `a copy that cannot be made leaves nothing behind`() async throws {
    let folder = try TemporaryFolder()
    do { try Schema.open(folder.file("a.db"), .readWrite).fillOneOfEach() }
    let before = folder.contents
    let store = try await Store(path: folder.file("a.db"), mode: .readOnly)
    await #expect(throws: SQLiteError.self) {
      try await store.backUp(to: folder.file("missing/b.db"))
    }
    #expect(folder.contents == before)
  }
}

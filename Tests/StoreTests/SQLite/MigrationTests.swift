import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct MigrationTests {
  private static let step = Migration(
    version: 2, name: "notes",
    script: "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../kept").standardizedFileURL

  /// A copy of a file as the first version of the schema left it.
  private func kept(_ folder: borrowing TemporaryFolder) throws -> String {
    let path = folder.file("kept.db")
    let source = MigrationTests.folder.appending(path: "version-1.db")
    try FileManager.default.copyItem(atPath: source.path, toPath: path)
    return path
  }

  /// Run with SEEDBED_KEEP=1 when a version of the schema is released: its file is kept then.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["SEEDBED_KEEP"] != nil))
  func `the file of this version is kept`() throws {
    let path = MigrationTests.folder.appending(path: "version-\(Schema.version).db").path
    try? FileManager.default.removeItem(atPath: path)
    let file = try TemporaryFile()
    let connection = file.connection
    try connection.fillOneOfEach()
    // Small pages: most tables have a row or two.
    try connection.executeScript("PRAGMA journal_mode = DELETE; PRAGMA page_size = 512")
    try connection.execute("VACUUM INTO ?", [.text(path)])
  }

  @Test func `a kept file of the first version opens, verifies and answers its views`() throws {
    let folder = try TemporaryFolder()
    let connection = try Schema.open(try kept(folder), .readWrite)
    #expect(try connection.int("PRAGMA user_version") >= 1)
    let verification = try connection.verification()
    #expect(verification.isClean, "\(verification.checks.flatMap(\.faults))")
    let views = try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'view'") {
      $0.text(0)
    }
    #expect(views.count >= 20)
    let empty = try views.filter { try connection.int("SELECT count(*) FROM \($0)") == 0 }
    #expect(empty.isEmpty, "the kept file has no rows for them: keep it anew with SEEDBED_KEEP=1")
  }

  @Test func `a step is made in one transaction, after a copy was put beside the file`() throws {
    let folder = try TemporaryFolder()
    let path = try kept(folder)
    let connection = try Schema.open(path, .readWrite)
    try connection.migrate(path, by: [MigrationTests.step])
    #expect(try connection.int("PRAGMA user_version") == 2)
    #expect(try connection.int("SELECT count(*) FROM note") == 0)
    #expect(try connection.rows("SELECT name FROM migration") { $0.text(0) } == ["first", "notes"])
    let copy = try Schema.open(path + ".version-1", .readOnly)
    #expect(try copy.verification().isClean)
    // Once is enough.
    try connection.migrate(path, by: [MigrationTests.step])
    #expect(try connection.int("SELECT count(*) FROM migration") == 2)
  }

  @Test func `a step that fails leaves the file as it was`() throws {
    let folder = try TemporaryFolder()
    let path = try kept(folder)
    let connection = try Schema.open(path, .readWrite)
    let before = try connection.contentsByKey()
    let broken = Migration(
      version: 2, name: "broken", script: "DROP VIEW costs; CREATE TABLE plan (x)")
    let error = #expect(throws: StoreError.self) { try connection.migrate(path, by: [broken]) }
    #expect(error?.description.contains("it is as it was before this step") == true)
    #expect(try connection.int("PRAGMA user_version") == 1)
    #expect(try connection.contentsByKey() == before)
    #expect(try connection.int("SELECT count(*) FROM costs") > 0)
  }

  @Test func `without a place for the copy nothing is changed`() throws {
    let folder = try TemporaryFolder()
    let path = try kept(folder)
    try Data("mine".utf8).write(to: URL(filePath: path + ".version-1"))
    let connection = try Schema.open(path, .readWrite)
    let error = #expect(throws: StoreError.self) {
      try connection.migrate(path, by: [MigrationTests.step])
    }
    #expect(error?.description.contains("a copy of it cannot be written") == true)
    #expect(try connection.int("PRAGMA user_version") == 1)
  }
}

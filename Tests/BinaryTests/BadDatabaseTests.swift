import Foundation
import TestSupport
import Testing

@Suite struct BadDatabaseTests {
  /// A file that is no database of ours, by its name, and what is said of it.
  struct Case: Sendable, CustomTestStringConvertible {
    var path: String
    var sentence: String
    var testDescription: String { path }
  }

  static let cases = [
    Case(path: "text.db", sentence: "text.db is not a database of Seedbed: give another path"),
    Case(path: "other.db", sentence: "other.db is a database of another program"),
    Case(path: "newer.db", sentence: "newer.db was made by a newer Seedbed (schema 99"),
    Case(path: "folder", sentence: "cannot be opened: it is a folder"),
    Case(path: "missing/t.db", sentence: "missing"),
  ]

  static let commands: [[String]] = [
    ["import", "DB", "QUESTIONS", "--as", "questions"],
    ["generate", "glan", "DB", "--discipline", "Optics", "--model", "m", "--base-url", "URL"],
    ["generate", "prompt", "DB", "--prompt", "Why?", "--model", "m", "--base-url", "URL"],
    ["generate", "answers", "DB", "--model", "m", "--base-url", "URL"],
    ["curate", "filter", "DB"], ["curate", "dedup", "DB"], ["export", "DB", "OUT"],
    ["query", "DB", "SELECT 1"], ["sample", "DB"], ["lineage", "DB", "1"], ["why", "DB", "1"],
    ["status", "DB"], ["runs", "DB"], ["accept", "DB", "1"], ["reject", "DB", "1"],
    ["undo", "DB", "1"], ["merge", "DB", "GOOD"], ["merge", "GOOD", "DB"], ["verify", "DB"],
    ["backup", "DB", "OUT"],
  ]

  @Test(arguments: cases)
  func `a file that is not ours is refused by every command and left as it is`(_ input: Case)
    async throws
  {
    let (bench, double) = (try await prepared(), try ModelDouble())
    let before = try bench.contents()
    for command in BadDatabaseTests.commands {
      let arguments = command.map {
        switch $0 {
        case "DB": bench.file(input.path)
        case "QUESTIONS": bench.file("q.csv")
        case "OUT": bench.file("out")
        case "GOOD": bench.file("good.db")
        case "URL": double.baseURL
        default: $0
        }
      }
      let ended = try await bench.run(arguments, ending: 1)
      #expect(ended.talk.contains(input.sentence), "\(command): \(ended.talk)")
      #expect(ended.talk.split(separator: "\n").count == 1, "\(command): \(ended.talk)")
      #expect(ended.output.isEmpty)
    }
    #expect(try bench.contents() == before)
    #expect(double.bodies.isEmpty)
  }

  private func prepared() async throws -> Workbench {
    let bench = try Workbench()
    try bench.write("text\nWhat is light?\n", to: "q.csv")
    try bench.write(String(repeating: "This is no database.\n", count: 100), to: "text.db")
    try Database.execute(
      "CREATE TABLE questions (id INTEGER, text TEXT); INSERT INTO questions VALUES (1, 'a');",
      on: bench.file("other.db"))
    for name in ["newer.db", "good.db"] {
      try await bench.run("import", bench.file(name), bench.file("q.csv"), "--as", "questions")
    }
    try Database.execute("PRAGMA user_version = 99", on: bench.file("newer.db"))
    try FileManager.default.createDirectory(
      atPath: bench.file("folder"), withIntermediateDirectories: false)
    return bench
  }
}

import Foundation
import TestSupport
import Testing

/// A database that is made of rows is there whole or not at all.
@Suite struct FreshImportTests {
  @Test func `a kill leaves no database, and the next import clears up`() async throws {
    let bench = try Workbench()
    let rows = (0..<20_000).map { #"{"question": "Question \#($0)?", "answer": "\#($0)"}"# }
    let file = try bench.write(rows.joined(separator: "\n"), to: "rows.jsonl")
    let command = ["import", bench.database, file, "--as", "pairs", "--quiet"]
    let tool = try Tool.start(command)
    let unfinished = bench.database + ".unfinished-\(tool.id)"
    while kill(tool.id, 0) == 0, !FileManager.default.fileExists(atPath: unfinished) {
      await Task.yield()
    }
    tool.send(SIGKILL)
    let ended = try await tool.ended()
    #expect(ended.wasKilled == !FileManager.default.fileExists(atPath: bench.database))
    try await bench.run(command)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 20_000)
    try await bench.run("verify", bench.database)
    #expect(bench.names == ["rows.jsonl", "t.db"])
  }

  @Test func `Ctrl-C leaves nothing`() async throws {
    let bench = try Workbench()
    let rows = (0..<20_000).map { #"{"question": "Question \#($0)?"}"# }
    let file = try bench.write(rows.joined(separator: "\n"), to: "rows.jsonl")
    let tool = try Tool.start(["import", bench.database, file, "--as", "questions"])
    let unfinished = bench.database + ".unfinished-\(tool.id)"
    while kill(tool.id, 0) == 0, !FileManager.default.fileExists(atPath: unfinished) {
      await Task.yield()
    }
    tool.send(SIGINT)
    let ended = try await tool.ended()
    #expect(bench.names == ["rows.jsonl"] + (ended.status == 130 ? [] : ["t.db"]))
  }

  @Test func `a link to nowhere gets its database where it leads`() async throws {
    let bench = try Workbench()
    let file = try bench.write(#"{"question": "Where?"}"#, to: "rows.jsonl")
    try FileManager.default.createSymbolicLink(
      atPath: bench.file("link.db"), withDestinationPath: bench.database)
    try await bench.run("import", bench.file("link.db"), file, "--as", "questions")
    #expect(try await bench.number("SELECT count(*) FROM questions") == 1)
  }
}

import Base
import Foundation
import TestSupport
import Testing

@Suite struct DedupTests {
  /// The file is a pipe: once the tool opened it, it takes interrupts, and it waits there.
  @Test(.timeLimit(.minutes(5)))
  func `Ctrl-C ends it with 130 and the database as it was`() async throws {
    let bench = try Workbench()
    let rows = (0..<6000).map { "{\"question\": \"What is \($0) plus \($0 / 2) and one more?\"}\n" }
    let file = try bench.write(rows.joined(), to: "rows.jsonl")
    try await bench.run("import", bench.database, file, "--as", "questions")
    let pipe = bench.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let tool = try Tool.start(["curate", "dedup", bench.database, "--against", pipe])
    let end = try FileHandle(forWritingTo: URL(filePath: pipe))
    tool.send(SIGINT)
    try await tool.says("stopping")
    try end.write(contentsOf: Data("{\"question\": \"What is what?\"}\n".utf8))
    try end.close()
    let ended = try await tool.ended()
    #expect(ended.status == 130 && !ended.wasKilled, "\(ended.talk)")
    #expect(ended.talk.contains("interrupted: the database is as it was"))
    #expect(try await bench.number("SELECT count(*) FROM drops") == 0)
    #expect(try await bench.number("SELECT count(*) FROM run") == 1)
    try await bench.run("curate", "dedup", bench.database)
    #expect(try await bench.number("SELECT count(*) FROM drops") > 0)
  }

  @Test func `new rows are added to an earlier run`() async throws {
    let bench = try Workbench()
    for (name, text) in [
      ("a", "What is the capital of France?"), ("b", "What is the capital of France then?"),
    ] {
      let file = try bench.write("{\"question\": \"\(text)\"}\n", to: name + ".jsonl")
      try await bench.run("import", bench.database, file, "--as", "questions")
      let ended = try await bench.run("curate", "dedup", bench.database, "--new", "--json")
      #expect(ended.json["dropped"]?.int == (name == "a" ? 0 : 1))
    }
    try await bench.run("curate", "dedup", bench.database, "--new", "--limit", "3", ending: 2)
    try await bench.run("curate", "dedup", bench.database, "--against", "nowhere", ending: 1)
  }
}

import Testing

@Suite struct ToolTests {
  @Test func `the built tool is found and says its version`() async throws {
    let ended = try await Tool.run(["--version"])
    #expect(ended.status == 0)
    #expect(ended.output == "seedbed 0.1.0\n")
    #expect(ended.talk.isEmpty)
  }

  @Test func `a dry run, a merge and a backup know the file that is there`() async throws {
    let bench = try Workbench()
    let file = try bench.write(#"{"question": "How many?"}"#, to: "rows.jsonl")
    let command = ["import", bench.database, file, "--as", "questions"]
    try await bench.run(command)
    let again = try await bench.run(command + ["--dry-run"])
    #expect(again.talk.contains("0 inserted, 0 new versions, 1 already known"), "\(again.talk)")
    let merged = try await bench.run("merge", bench.database, bench.database, ending: 2)
    #expect(merged.talk.contains("is the database itself"), "\(merged.talk)")
    let kept = try await bench.run("backup", bench.database, bench.file("copy.db"))
    #expect(!kept.talk.contains(" 0 bytes"), "\(kept.talk)")
  }

  @Test func `rows of a query come as they are read, so there may be endlessly many`() async throws
  {
    let bench = try Workbench()
    let file = try bench.write(#"{"question": "How many?"}"#, to: "rows.jsonl")
    try await bench.run("import", bench.database, file, "--as", "questions")
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    let ended = try await Tool.run(
      ["query", bench.database, endless, "--csv"],
      by: ["/bin/sh", "-c", #""$@" | head -n 100001 | tail -n 1"#, "sh"])
    #expect(ended.output == "100000\r\n")
  }
}

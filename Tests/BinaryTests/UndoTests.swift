import Base
import TestSupport
import Testing

@Suite struct UndoTests {
  private static let pairs = """
    {"question": "What is the capital of France?", "answer": "It is the city of Paris."}
    {"question": "What is the capital of France, then?", "answer": "Paris, as everybody knows."}
    {"question": "How do plants make sugar?", "answer": "By photosynthesis, out of light and air."}
    {"question": "Who wrote the play Hamlet?", "answer": ""}
    """

  @Test(arguments: [
    (["curate", "filter"], []), (["curate", "dedup"], []),
    (["reject"], ["--where", "text LIKE 'How%'"]),
  ])
  func `an undo brings back exactly the examples there were`(
    _ command: [String], _ more: [String]
  ) async throws {
    let bench = try await prepared()
    let before = try await everything(bench)
    let done = try await bench.run(command + [bench.database] + more + ["--json"])
    let run = done.json["run"]?.int ?? 0
    let after = try await everything(bench)
    #expect(after != before && after.count < before.count)
    try await bench.run("undo", bench.database, String(run))
    #expect(try await everything(bench) == before)
    #expect(try await bench.number("SELECT count(*) FROM drops") == 0)
  }

  @Test func `a person's accept overrules a drop, and its undo brings the drop back`() async throws
  {
    let bench = try await prepared()
    try await bench.run("curate", "dedup", bench.database)
    let dropped = try await everything(bench)
    let id = try await bench.number("SELECT artifact_id FROM drops")
    let accepted = try await bench.run("accept", bench.database, String(id), "--json")
    #expect(try await everything(bench).count == dropped.count + 1)
    try await bench.run("undo", bench.database, String(accepted.json["run"]?.int ?? 0))
    #expect(try await everything(bench) == dropped)
  }

  @Test func `a dry run of a verdict changes nothing`() async throws {
    let bench = try await prepared()
    let before = try await everything(bench)
    for command in [["curate", "filter"], ["curate", "dedup"]] {
      try await bench.run(command + [bench.database, "--dry-run"])
    }
    try await bench.run("reject", bench.database, "--where", "1", "--dry-run")
    #expect(try await everything(bench) == before)
    #expect(try await bench.number("SELECT count(*) FROM run") == 1)
  }

  private func prepared() async throws -> Workbench {
    let bench = try Workbench()
    let file = try bench.write(UndoTests.pairs + "\n", to: "pairs.jsonl")
    try await bench.run("import", bench.database, file, "--as", "pairs")
    return bench
  }

  private func everything(_ bench: Workbench) async throws -> [JSON] {
    try await bench.query("SELECT * FROM examples ORDER BY question_id")
  }
}

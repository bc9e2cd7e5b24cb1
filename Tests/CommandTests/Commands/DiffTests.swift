import Base
import TestSupport
import Testing

@testable import seedbed

/// `diff` between runs of curation.
@Suite struct DiffTests {
  private let sandbox: Sandbox

  init() async throws {
    sandbox = try Sandbox()
    let texts = [
      "Explain how plants make sugar from light.", "Name three rivers of Europe.",
      "Explain how plants make sugar from light!", "Explain how all plants make sugar from light.",
    ]
    let lines = texts.map { JSON.object([JSON.Member("text", .string($0))]).text + "\n" }
    let file = try sandbox.folder.write(lines.joined(), to: "rows.jsonl")
    _ = await sandbox.run("import", file, "--as", "questions")
    _ = await sandbox.run("curate dedup")
    _ = await sandbox.run("curate dedup", "--threshold", "0.99")
  }

  @Test func `rows that changed fate are told with rule, values and witnesses`() async throws {
    let result = await sandbox.run("diff", "2", "3", "--json")
    #expect(result.status == .done)
    #expect(result.talk == "dedup, from drop to kept: 1 row\n")
    let row = result.json[0]
    #expect(row?["id"]?.int == 4)
    #expect(row?["rule"]?.string == "dedup")
    #expect(row?["before"]?.string == "drop" && row?["after"]?.string == "kept")
    #expect(row?["witness_before"]?.int == 1)
    #expect(result.json.array?.count == 1)
    #expect(await sandbox.run("diff", "3", "3").talk == "both runs judged all rows alike\n")
  }

  @Test func `a rule that one run did not apply left its rows unseen`() async throws {
    _ = await sandbox.run("curate filter", "--rule", "rivers: question LIKE '%rivers%'")
    let result = await sandbox.run("diff", "2", "4")
    #expect(
      result.talk == "dedup, from drop to unseen: 2 rows\nrivers, from unseen to drop: 1 row\n")
    let only = await sandbox.run("diff", "2", "4", "--rule", "rivers", "--nl")
    #expect(only.out.split(separator: "\n").count == 1)
    _ = await sandbox.run("undo", "3")
    #expect(await sandbox.run("diff", "2", "3").talk == "dedup, from drop to kept: 1 row\n")
  }

  @Test func `runs that judged nothing are named`() async throws {
    #expect(await sandbox.run("diff", "1", "2").talk.contains("run 1 judged no rows"))
    #expect(await sandbox.run("diff", "2", "99").talk.contains("there is no run 99"))
    #expect(await sandbox.run("diff", "2", "x").status == .usage)
  }
}

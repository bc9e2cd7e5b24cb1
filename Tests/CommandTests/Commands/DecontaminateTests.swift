import Base
import TestSupport
import Testing

@testable import seedbed

/// `curate decontaminate` as it is typed.
@Suite struct DecontaminateTests {
  private let sandbox: Sandbox

  init() async throws {
    sandbox = try Sandbox()
    try write(
      "riddles.jsonl",
      [
        "Mia has three red apples and buys twice as many on Monday.",
        "How many legs do two spiders and a cat have together?",
      ])
    try write(
      "rows.jsonl",
      [
        "Mia has three red apples and buys twice as many on Monday!",
        "Name three rivers of Europe.",
      ])
    _ = await sandbox.run(
      "import", sandbox.folder.file("rows.jsonl"), "--as", "questions")
  }

  private func write(_ name: String, _ texts: [String]) throws {
    let lines = texts.map { JSON.object([JSON.Member("text", .string($0))]).text + "\n" }
    try sandbox.folder.write(lines.joined(), to: name)
  }

  private func addBenchmark() async {
    _ = await sandbox.run(
      "import", sandbox.folder.file("riddles.jsonl"), "--as", "benchmark")
  }

  @Test func `it reports each benchmark, and a dry run changes nothing`() async throws {
    await addBenchmark()
    for isDry in [true, false] {
      let result = await sandbox.run(
        "curate decontaminate", "--json", "--on", "question", isDry ? "--dry-run" : "--quiet")
      #expect(result.status == .done)
      #expect(
        result.json["benchmarks"]
          == ["riddles": ["items": 2, "found": 1, "questions": 1, "answers": 0]])
      #expect(try await sandbox.int("SELECT count(*) FROM drops") == (isDry ? 0 : 3))
    }
    let shown = await sandbox.run(
      "sample", "--from", "drops", "--rule", "contamination/exact", "--nl")
    #expect(shown.out.contains("on Monday.") && shown.out.contains("on Monday!"))
  }

  @Test func `what cannot be meant is refused with a sentence`() async throws {
    #expect(await sandbox.run("curate decontaminate").status == .failed)
    await addBenchmark()
    let wrong = [
      ["--measures", "minhash"], ["--measures", ","], ["--threshold", "8-gram=2"],
      ["--threshold", "5-gram=0.5"], ["--measures", "exact", "--flag", "rouge-l"],
    ]
    for flags in wrong {
      let result = await sandbox.run("curate decontaminate", flags[0], flags[1])
      let all =
        flags.count > 2
        ? await sandbox.run("curate decontaminate", flags[0], flags[1], flags[2], flags[3]) : result
      #expect(all.status == .usage, "\(flags): \(all.talk)")
    }
    #expect(
      await sandbox.run("curate decontaminate", "--benchmark", "mmlu").talk.contains("riddles"))
  }
}

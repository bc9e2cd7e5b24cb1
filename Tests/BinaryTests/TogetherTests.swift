import Base
import Foundation
import TestSupport
import Testing

/// Several processes at once on one file, and processes that are killed.
@Suite(.serialized) struct TogetherTests {
  @Test func `one generates, one curates and one queries, and nothing is lost`() async throws {
    let bench = try Workbench()
    let double = try ModelDouble.teacher { $0.latency = 4 }
    // The file is there before the others come.
    try await bench.run(Course.command(bench.database, double, "--until", "subjects"))
    let generating = try Tool.start(
      Course.command(bench.database, double, "--concurrency", "4", "--json"))
    async let ended = generating.ended()
    var rounds = 0
    var last = -1
    while last < 16, rounds < 60 {
      rounds += 1
      let curation = rounds.isMultiple(of: 2) ? "filter" : "dedup"
      let asking = try Tool.start([
        "query", bench.database, "SELECT count(*) AS n FROM calls WHERE stage = 'answers'",
      ])
      let results = [
        try await Tool.run(["curate", curation, bench.database]), try await asking.ended(),
      ]
      for result in results { #expect(result.status == 0, "\(result.talk)") }
      last = results[1].json[0]?["n"]?.int ?? -1
    }
    let generated = try await ended
    #expect([0, 3].contains(generated.status), "\(generated.talk)")
    try await bench.run("verify", bench.database)
    // Each request is in the file, and each answer with its question.
    #expect(
      try await bench.number("SELECT count(*) FROM calls") == double.bodies.count)
    #expect(
      try await bench.number("SELECT count(*) FROM units WHERE state IN ('pending', 'unfinished')")
        == 0)
  }

  @Test(arguments: Effort.seeds(3, long: 200))
  func `after a kill at any moment nothing is wrong`(_ seed: UInt64) async throws {
    var random = SplitMix64(seed: "kill \(seed)")
    let (bench, double) = (try Workbench(), try ModelDouble.teacher { $0.latency = 2 })
    try await bench.run(Course.command(bench.database, double))
    let commands = try commands(bench, double)
    for _ in 0..<2 {
      // Two at once, so that one is killed while the other waits for it, or works.
      let pair = [0, 1].map { _ in commands.randomElement(using: &random) ?? [] }
      let victim = Victim()
      let first = try Tool.start(pair[0], victim: victim)
      async let second = Tool.run(pair[1])
      try await Task.sleep(for: .microseconds(Int.random(in: 0..<120_000, using: &random)))
      victim.send(SIGKILL)
      _ = try await first.ended()
      let other = try await second
      #expect(!other.wasKilled && other.status != 2, "\(pair[1]): \(other.talk)")
      let verified = try await Tool.run(["verify", bench.database])
      #expect(verified.status == 0, "seed \(seed), \(pair): \(verified.output)\(verified.talk)")
      try? FileManager.default.removeItem(atPath: bench.file("copy.db"))
    }
  }

  private func commands(_ bench: Workbench, _ double: ModelDouble) throws -> [[String]] {
    let rows = (0..<3000).map { #"{"question": "Question number \#($0)?", "answer": "\#($0)"}"# }
    let file = try bench.write(rows.joined(separator: "\n"), to: "rows.jsonl")
    let text = try bench.write("Another text altogether", to: "text.txt")
    return [
      ["import", bench.database, file, "--as", "pairs"],
      ["curate", "filter", bench.database], ["curate", "dedup", bench.database],
      ["revise", bench.database, "3", "--text-file", text],
      ["reject", bench.database, "--where", "id % 3 = 0"], ["undo", bench.database, "2"],
      ["backup", bench.database, bench.file("copy.db")],
      Course.command(bench.database, double, "--refresh"),
      Course.command(bench.database, double, "--answer-model", "other", "--redo"),
    ]
  }
}

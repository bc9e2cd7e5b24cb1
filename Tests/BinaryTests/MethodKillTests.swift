import Base
import Foundation
import TestSupport
import Testing

// One after the other, as the other kill tests.
@Suite(.serialized) struct MethodKillTests {
  /// A method, what comes before it, and its command after the database.
  struct Method: Sendable, CustomTestStringConvertible {
    var name: String
    var flags: [String]
    var rows: (text: String, form: String)?
    var testDescription: String { name }
  }

  static let methods = [
    Method(
      name: "self-instruct",
      flags: ["--instructions", "14", "--window", "3", "--per-request", "4", "--until", "answers"]),
    Method(
      name: "evol-instruct", flags: ["--rounds", "3"],
      rows: (
        (0..<4).map { "{\"question\": \"Why do rivers bend at place \($0)?\"}" }
          .joined(separator: "\n"), "questions"
      )),
    Method(
      name: "magpie",
      flags: [
        "--family", "chatml", "--questions", "6", "--turns", "2", "--question-body",
        "{\"seed\": 1}",
      ]),
    Method(
      name: "prompt",
      flags: ["--prompt", "Ask about {{題}}.", "--imported", "--samples", "2"],
      rows: ((0..<8).map { "{\"題\": \"地震 \($0)\"}" }.joined(separator: "\n"), "rows")),
  ]

  @Test(arguments: methods, Effort.seeds(1, long: 10))
  func `a method killed again and again ends as an undisturbed one`(
    _ method: Method, _ seed: UInt64
  ) async throws {
    let (calm, killed) = (try await bench(method), try await bench(method))
    let double = try MethodKillTests.double()
    try await calm.run(command(method, calm, double))
    let kills = try await Victim.killed(
      at: 2...12, SplitMix64(seed: "\(method.name) \(seed)"), double: MethodKillTests.double
    ) { command(method, killed, $0) }
    #expect(kills >= 2)
    let keys = "SELECT key, status FROM versions ORDER BY key"
    #expect(try await calm.query(keys) == killed.query(keys))
    for bench in [calm, killed] {
      try await bench.run("export", bench.database, bench.file("out"), "--validation", "0.2")
      #expect(try await bench.column("SELECT DISTINCT state FROM units") == ["done"])
      try await bench.run("verify", bench.database)
    }
    for name in ["out/train.jsonl", "out/lineage.jsonl"] {
      #expect(try calm.bytes(name) == killed.bytes(name), "\(name)")
    }
    #expect(try calm.lines("out/train.jsonl").count >= 3)
  }

  private func bench(_ method: Method) async throws -> Workbench {
    let bench = try Workbench()
    if let rows = method.rows {
      try await bench.run(
        "import", bench.database, bench.write(rows.text, to: "rows.jsonl"), "--as", rows.form,
        "--language", "Japanese")
    }
    return bench
  }

  private func command(_ method: Method, _ bench: Workbench, _ double: ModelDouble) -> [String] {
    ["generate", method.name, bench.database] + method.flags
      + ["--model", "m", "--base-url", double.baseURL, "--concurrency", "4"]
  }

  /// A double that answers to the prompts of every method, from the prompt alone.
  private static func double(
    _ change: (inout ModelDouble.Habits) -> Void = { _ in }
  ) throws -> ModelDouble {
    try ModelDouble { habits in
      habits.answer = { question in
        let (prompt, mark) = (question.prompt, question.hash.prefix(8))
        if prompt.hasSuffix("<|im_start|>user\n") { return "How does \(mark) work?" }
        if prompt.contains("Given task:") { return "Why do rivers bend at \(mark), and how fast?" }
        if prompt.contains("Do both ask for the same?") { return "different" }
        return Apprentice().reply(question)
      }
      change(&habits)
    }
  }
}

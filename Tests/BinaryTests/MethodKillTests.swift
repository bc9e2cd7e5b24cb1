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

  /// Every method but GLAN, each to make about `questions` questions.
  static func methods(_ questions: Int) -> [Method] {
    [
      Method(
        name: "self-instruct",
        flags: [
          "--instructions", "\(questions)", "--window", "3", "--per-request", "4", "--until",
          "answers",
        ]),
      Method(
        name: "evol-instruct", flags: ["--rounds", "3"],
        rows: (
          (0..<questions / 4).map { "{\"question\": \"Why do rivers bend at place \($0)?\"}" }
            .joined(separator: "\n"), "questions"
        )),
      Method(
        name: "magpie",
        flags: [
          "--family", "chatml", "--questions", "\(questions / 2)", "--turns", "2",
          "--question-body", "{\"seed\": 1}",
        ]),
      Method(
        name: "prompt",
        flags: ["--prompt", "Ask about {{題}}.", "--imported", "--samples", "2"],
        rows: (
          (0..<questions / 2).map { "{\"題\": \"地震 \($0)\"}" }.joined(separator: "\n"), "rows"
        )),
    ]
  }

  @Test(arguments: methods(16), Effort.seeds(1, long: 10))
  func `a method killed again and again ends as an undisturbed one`(
    _ method: Method, _ seed: UInt64
  ) async throws {
    let kills = try await check(
      method, SplitMix64(seed: "\(method.name) \(seed)"), moments: { _ in 2...12 })
    #expect(kills >= 2)
  }

  // A test for each method, so that each can be run alone.
  @Test(.enabled(if: Effort.isLong))
  func `ten thousand questions of self-instruct with faults, kills and resumes`() async throws {
    try await checkAtLength("self-instruct")
  }

  @Test(.enabled(if: Effort.isLong))
  func `ten thousand questions of evol-instruct with faults, kills and resumes`() async throws {
    try await checkAtLength("evol-instruct")
  }

  @Test(.enabled(if: Effort.isLong))
  func `ten thousand questions of magpie with faults, kills and resumes`() async throws {
    try await checkAtLength("magpie")
  }

  @Test(.enabled(if: Effort.isLong))
  func `ten thousand questions of prompt with faults, kills and resumes`() async throws {
    try await checkAtLength("prompt")
  }

  /// Kills it a few times, whatever number of requests it needs: each resume goes through all that
  /// is done, so that a kill every so many requests would take the square of their number.
  private func checkAtLength(_ name: String) async throws {
    let method = try #require(MethodKillTests.methods(10_000).first { $0.name == name })
    let kills = try await check(
      method, SplitMix64(seed: name), faults: MethodKillTests.transient,
      moments: { $0 / 8...$0 / 3 })
    #expect(kills >= 2)
  }

  /// What goes wrong with one request in twenty, and not again when it is sent again.
  @Sendable private static func transient(_ number: Int) -> Fault? {
    let soon = [("retry-after-ms", "1")]
    return switch number % 200 {
    case 20, 60, 100, 140, 180: .error(500, "now and then", headers: soon)
    case 40, 80, 120, 160: .error(503, "overloaded", headers: soon)
    case 0: .delivered(.resetInBody)
    default: nil
    }
  }

  /// Compares a run that is killed at random ones of its requests with one that is not; the result is
  /// how often it was killed.
  ///
  /// Each time it is killed at one of the `moments`, which may depend on how many requests the other needed.
  private func check(
    _ method: Method, _ random: SplitMix64,
    faults: @escaping @Sendable (Int) -> Fault? = { _ in nil }, moments: (Int) -> ClosedRange<Int>
  ) async throws -> Int {
    let (calm, killed) = (try await bench(method), try await bench(method))
    let double = try MethodKillTests.double()
    try await calm.run(command(method, calm, double))
    let kills = try await Victim.killed(
      at: moments(double.server.requestCount), random, faults: faults,
      double: MethodKillTests.double
    ) { command(method, killed, $0) }
    let keys = "SELECT key, status FROM versions ORDER BY key"
    #expect(try await calm.query(keys) == killed.query(keys))
    for bench in [calm, killed] { try await finish(bench) }
    for name in ["out/train.jsonl", "out/lineage.jsonl"] {
      #expect(try calm.bytes(name) == killed.bytes(name), "\(name)")
    }
    #expect(try calm.lines("out/train.jsonl").count >= 3)
    return kills
  }

  private func finish(_ bench: Workbench) async throws {
    try await bench.run("export", bench.database, bench.file("out"), "--validation", "0.2")
    #expect(try await bench.column("SELECT DISTINCT state FROM units") == ["done"])
    try await bench.run("verify", bench.database)
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
    try ModelDouble(keepsRequests: false) { habits in
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

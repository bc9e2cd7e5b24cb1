import Base
import Client
import Curate
import Engine
import Import
import Store
import Synchronization
import TestSupport
import Testing

@testable import Generate

/// Rounds of generating and curating until there are enough rows.
@Suite struct TargetRunTests {
  /// Rules that judge what the doubles say by what they are told to say.
  static let rules = ["length", "refusal"].compactMap { Rule.named($0) }

  /// Some questions are the same as others, and some answers are refusals, as their prompts decide.
  static func teacher(repeats rate: Int = 3) -> Teacher {
    Teacher { question in
      var random = SplitMix64(seed: "target \(question.hash)")
      let isUnlucky = Int.random(in: 0..<rate, using: &random) == 0
      switch Teacher.task(question.prompt) {
      case .question where isUnlucky: return "What is it that everybody asks in the end?"
      case .answer where isUnlucky: return "I'm sorry, but I cannot help with that."
      default: return nil
      }
    }
  }

  @discardableResult
  private func run(
    _ bench: Bench, _ doubles: [ModelDouble], rows: Int, stopAfter: Int? = nil, patience: Int = 20,
    _ change: (inout Order) -> Void = { _ in }
  ) async throws -> TargetOutcome {
    let order = Order {
      $0.attempts = 12
      change(&$0)
    }
    let glan = try order.glan()
    let client = try Client(
      endpoint: Endpoint(name: "double", servers: doubles.map(\.baseURL), timeout: 20),
      maxConnections: order.concurrency)
    let access = ModelAccess(
      client: client,
      retries: RetryPolicy(
        attempts: order.attempts, base: .milliseconds(1), cap: .milliseconds(2)))
    let store = try await Store(path: bench.path, mode: .readWrite)
    let begun = Mutex(0)
    let run = TargetRun(
      store: store, glan: glan,
      target: Target(
        rows: rows, filter: Filter(rules: TargetRunTests.rules), patience: patience),
      access: Dictionary(
        uniqueKeysWithValues: (Glan.taxonomyStageNames + Glan.stageNames).map { ($0, access) }),
      options: EngineOptions(concurrency: order.concurrency)
    ) { connection in
      let known = begun.withLock { $0 }
      if known > 0 { return known }
      let id = try connection.beginRun("test", tool: "0")
      begun.withLock { $0 = id }
      return id
    }
    let asked = Mutex(0)
    let outcome = try await run.run { _ in
      let count = asked.withLock { asked in
        asked += 1
        return asked
      }
      if let stopAfter, count >= stopAfter { run.stop() }
    }
    try await store.write { try $0.endRun(begun.withLock { $0 }, .done, figures: [:]) }
    await store.close()
    return outcome
  }

  private func examples(_ bench: Bench) async throws -> [String] {
    try await bench.lines(
      "SELECT discipline, count(*) FROM examples GROUP BY discipline ORDER BY discipline")
  }

  @Test func `the target is reached exactly, evenly, with answers to what was left alone`()
    async throws
  {
    let (bench, double) = (try Bench(), try TargetRunTests.teacher().double())
    let outcome = try await run(bench, [double], rows: 25)
    #expect(outcome.rows == 25 && outcome.rounds > 1)
    #expect(outcome.short.isEmpty)
    guard case .reached = outcome.end else { throw Unreached(end: outcome.end) }
    #expect(try await examples(bench) == ["Botany | 13", "Masonry | 12"])
    #expect(try await bench.count("SELECT count(*) FROM drops WHERE rule = 'dedup'") > 0)
    #expect(try await bench.count("SELECT count(*) FROM drops WHERE rule = 'refusal'") > 0)
    #expect(
      try await bench.count(
        """
        SELECT count(*) FROM answers AS a JOIN questions AS q ON q.id = a.question_id
        WHERE q.status <> 'live'
        """) == 0)
    // Evenly over subjects, too: no syllabus has much more draws than another of its discipline.
    let draws = try await bench.lines(
      """
      SELECT max(draws) - min(draws) <= 1 FROM (
        SELECT st.discipline_id, count(*) AS draws FROM unit AS u
        JOIN standing AS st ON st.artifact_id = u.parent_id
        WHERE u.stage = 'questions' GROUP BY u.parent_id) GROUP BY discipline_id
      """)
    #expect(draws == ["1", "1"])
    #expect(outcome.tally.calls == double.server.requestCount)
  }

  @Test func `a reached target costs nothing again, and a larger one extends it`() async throws {
    let bench = try Bench()
    try await run(bench, [try TargetRunTests.teacher().double()], rows: 12)
    let before = try await bench.keys()
    let dump = try await bench.count("SELECT count(*) FROM screening")
    let idle = try TargetRunTests.teacher().double()
    let again = try await run(bench, [idle], rows: 12)
    #expect(again.rows == 12 && idle.server.requestCount == 0)
    #expect(try await bench.keys() == before)
    #expect(try await bench.count("SELECT count(*) FROM screening") == dump)
    let more = try await run(bench, [try TargetRunTests.teacher().double()], rows: 20)
    #expect(more.rows == 20)
    #expect(before.isSubset(of: try await bench.keys()))
    #expect(try await bench.count("SELECT count(*) FROM examples") == 20)
    let less = try await run(bench, [idle], rows: 5)
    #expect(less.rows >= 5 && idle.server.requestCount == 0)
  }

  @Test(arguments: Effort.seeds(6, long: 100))
  func `stopped again and again it ends as an undisturbed run`(seed: UInt64) async throws {
    let calm = try Bench()
    try await run(calm, [try TargetRunTests.teacher().double()], rows: 18)
    let bench = try Bench()
    var random = SplitMix64(seed: "stops \(seed)")
    var stops = 0
    while true {
      let double = try TargetRunTests.teacher().double(
        latency: 1, faults: Mishaps.some(Mishaps.passing, seed: Int(seed), rate: 9))
      let limit = Int.random(in: 1...25, using: &random)
      let outcome = try await run(bench, [double], rows: 18, stopAfter: limit) {
        $0.concurrency = Int.random(in: 1...12, using: &random)
      }
      guard case .unfinished = outcome.end else { break }
      stops += 1
    }
    #expect(stops > 0)
    #expect(try await bench.outcome() == calm.outcome())
    let answered = "SELECT key FROM answers WHERE chosen = 1 ORDER BY key"
    #expect(try await bench.lines(answered) == calm.lines(answered))
  }

  @Test func `rounds that bring nothing end it`() async throws {
    let bench = try Bench()
    let double = try TargetRunTests.teacher(repeats: 1).double()
    let outcome = try await run(bench, [double], rows: 6, patience: 2) {
      $0.extent.until = "questions"
    }
    guard case .fruitless = outcome.end else { throw Unreached(end: outcome.end) }
    // The first of all stays.
    #expect(outcome.rows == 1 && outcome.rounds == 3)
    #expect(outcome.short.map(\.missing).reduce(0, +) == 5)
    let idle = try TargetRunTests.teacher(repeats: 1).double()
    let again = try await run(bench, [idle], rows: 6, patience: 2) {
      $0.extent.until = "questions"
    }
    #expect(again.rounds == 3 && idle.server.requestCount == 0)
  }

  @Test func `when every draw is taken it ends, and says who lacks how many`() async throws {
    let bench = try Bench()
    // Two subjects with two sessions of one concept: three draws each.
    let double = try Teacher(sessions: 2, concepts: 1).double()
    let outcome = try await run(bench, [double], rows: 20) { $0.extent.until = "questions" }
    guard case .exhausted = outcome.end else { throw Unreached(end: outcome.end) }
    #expect(outcome.rows == 12)
    #expect(outcome.short.map(\.discipline) == ["Botany", "Masonry"])
  }

  @Test func `a discipline without draws is made up for by the others`() async throws {
    let bench = try Bench()
    let poor = Teacher { question in
      guard Teacher.task(question.prompt) == .syllabus, question.prompt.contains("Botany") else {
        return nil
      }
      return Teacher(sessions: 1, concepts: 1).reply(question)
    }
    let outcome = try await run(bench, [try poor.double()], rows: 20)
    #expect(outcome.rows == 20)
    #expect(try await examples(bench) == ["Botany | 2", "Masonry | 18"])
  }

  @Test func `with several questions to a draw the target is reached, too`() async throws {
    let (bench, double) = (try Bench(), try TargetRunTests.teacher().double())
    let outcome = try await run(bench, [double], rows: 9) { $0.extent.questionsPerDraw = 2 }
    #expect(outcome.rows >= 9)
    #expect(try await bench.count("SELECT count(*) FROM examples") == outcome.rows)
  }

  @Test func `below a taxonomy that is asked for, in two turns, it is reached, too`() async throws {
    let bench = try Bench()
    let outcome = try await run(bench, [try TargetRunTests.teacher().double()], rows: 9) {
      $0.disciplines = nil
      $0.tree = (fields: 2, subfields: 1, disciplines: 2)
      $0.isTwoStep = true
    }
    #expect(outcome.rows == 9)
    let counts = try await bench.lines(
      "SELECT count(*) FROM examples GROUP BY discipline ORDER BY 1 DESC")
    #expect(counts == ["3", "2", "2", "2"])
  }

  @Test func `what was asked for in counts is used first`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double(), Order { $0.extent.until = "questions" })
    let double = try Teacher().double()
    let outcome = try await run(bench, [double], rows: 16)
    #expect(outcome.rows == 16)
    #expect(double.asked.keys.allSatisfy { Teacher.task($0) == .answer })
  }

  @Test func `subjects and concepts that a person added are drawn from, too`() async throws {
    let bench = try Bench()
    try await bench.add("Botany\nMasonry\n", as: .disciplines, file: "d.txt")
    try await bench.add(#"{"subject": "Mosses", "discipline": "Botany"}"#, as: .subjects)
    try await run(bench, [try TargetRunTests.teacher().double()], rows: 18)
    let mosses = "SELECT count(*) FROM examples WHERE subject = 'Mosses'"
    let before = try await bench.count(mosses)
    #expect(before > 0)
    let keys = try await bench.keys()
    let session = try await bench.lines(
      """
      SELECT s.name FROM sessions AS s JOIN standing AS st ON st.artifact_id = s.id
      JOIN artifact AS t ON t.id = st.subject_id AND t.text = 'Mosses' LIMIT 1
      """)
    let row: JSON = ["session": .string(session[0]), "concept": "Peat"]
    try await bench.add(row.text, as: .concepts)
    try await run(bench, [try TargetRunTests.teacher().double()], rows: 30)
    #expect(keys.isSubset(of: try await bench.keys()))
    let drawn = "SELECT count(*) FROM ancestry AS e JOIN concepts AS c ON c.id = e.parent_id "
    #expect(try await bench.count(drawn + "WHERE c.name = 'Peat'") > 0)
    #expect(try await bench.count(mosses) > before)
  }

  /// The end that came instead of the expected one.
  private struct Unreached: Error { let end: TargetOutcome.End }
}

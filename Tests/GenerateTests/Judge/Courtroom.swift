import Base
import Client
import Curate
import Engine
import Store
import TestSupport

@testable import Generate

/// Two questions (1 and 2) with two answers each (3 and 4, 5 and 6), and judges of them.
struct Courtroom {
  let bench: Bench

  init() async throws {
    bench = try Bench()
    try await bench.write { connection in
      let plan = try connection.importPlan(kind: .answer, source: "test", content: Key(of: []))
      let batch = Batch(plan: plan, method: "import")
      let questions = ["Why is red red?", "Why is blue blue?"].enumerated().map {
        Draft(.question, $1, origin: .content(occurrence: 0), place: Place($0 + 1))
      }
      let stored = try connection.insert(questions, batch).map(\.reference)
      let answers = [("A good one.", 0), ("A bad one.", 0), ("Because.", 1), ("So.", 1)]
      let drafts = answers.enumerated().map { index, answer in
        Draft(
          .answer, answer.0, parents: [.stored(.question, stored[answer.1])],
          origin: .content(occurrence: 0), place: Place(10 + index))
      }
      _ = try connection.insert(drafts, batch)
    }
  }

  /// Has the answers judged, and stores what was said.
  @discardableResult
  func judge(
    _ doubles: [ModelDouble], task: JudgeTask? = nil, model: String = "m", samples: Int = 1,
    isSibling: Bool = false, collects: Bool = true
  ) async throws -> Tally {
    let library = try PromptLibrary()
    let task = try task ?? .score(Rubric(named: "quality", in: library))
    let stage = StageModel(
      endpoint: "double", model: model, sampling: Sampling(temperature: 0.5),
      language: "English", guidance: "", prompt: try task.template(library))
    let judging = Judging([Judge(task, model: stage, samples: samples)])
    let tally = try await bench.run(
      doubles, Order { $0.allowsSiblings = isSibling }, plan: judging.plan,
      stages: judging.stages
    ) { try judging.roots($0) }
    guard collects else { return tally }
    try await bench.write { connection in
      _ = try judging.collect(connection, run: connection.int("SELECT max(id) FROM run"))
    }
    return tally
  }

  /// The rows of a query, cells parted by bars.
  func lines(_ sql: String) async throws -> [String] {
    try await bench.lines(sql).map { $0.replacing(" | ", with: "|") }
  }

  /// All that is kept of all artifacts.
  func texts() async throws -> [String] {
    try await lines("SELECT key, kind, text, attributes, version FROM artifact ORDER BY id")
  }

  /// A model that says what `reply` makes of the whole conversation; if that is nil, a score by the seed and by
  /// how many were asked before.
  static func judge(
    seed: UInt64 = 0, _ reply: @escaping @Sendable (String) -> String?
  ) throws -> ModelDouble {
    let random = Die(seed: seed)
    return try ModelDouble { habits in
      habits.answer = { reply($0.body.text) ?? score(random.roll(), "by chance") }
    }
  }

  static func score(_ score: Int, _ reason: String) -> String {
    JSON.object([
      JSON.Member("reason", .string(reason)), JSON.Member("score", JSON(score)),
    ]).text
  }

  static func better(_ which: String) -> String {
    JSON.object([
      JSON.Member("reason", "see there"), JSON.Member("better", .string(which)),
    ]).text
  }

  /// Krippendorff's alpha for intervals, from all pairs.
  static func alpha(_ rows: [[Double]]) -> Double {
    let all = rows.flatMap { $0 }
    let squares = { (values: [Double]) in
      values.reduce(0) { sum, a in sum + values.reduce(0) { $0 + (a - $1) * (a - $1) } }
    }
    let observed = rows.reduce(0) { $0 + squares($1) / Double($1.count - 1) }
    let expected = squares(all) / Double(all.count - 1)
    return 1 - observed / expected
  }
}

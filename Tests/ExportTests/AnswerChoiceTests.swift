import Base
import Formats
import Import
import Store
import Testing

@testable import Export

/// A question with three answers, of which one is exported.
@Suite struct AnswerChoiceTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  /// Answers of models a, b and a again, with judges' scores where there are any.
  private func store(scores: [Double] = []) async throws {
    try await workshop.write { connection in
      let plan = try connection.importPlan(kind: .answer, source: "c", content: Key(of: ["c"]))
      let question = Draft(.question, "why?", origin: .content(occurrence: 0), place: Place(1))
      let answers = ["a", "b", "a"].enumerated().map { index, model in
        Draft(
          .answer, "\(model)\(index)", attributes: ["model": .string(model)],
          parents: [.draft(.question, 0)], origin: .content(occurrence: index),
          place: Place(1).below(index))
      }
      let stored = try connection.insert(
        [question] + answers, Batch(plan: plan, method: "import"))
      let decisions = zip(stored.dropFirst(), scores).map {
        DecisionDraft(.score, $0.reference.id, value: $1)
      }
      let run = try connection.beginRun("seedbed curate judge", tool: "1")
      try connection.store(
        ScreeningDraft(
          rule: "judge/quality", scope: ["kind": "answer"], examined: 3, decisions: decisions),
        run: run)
    }
  }

  /// Otherwise all chosen answers are gone through for each question.
  @Test(arguments: ["judged", "first", "latest", "model=a", "preferred"])
  func `the answer of each question is found by the question`(name: String) async throws {
    try await store()
    var options = ExportOptions.plain
    options.choice = try #require(AnswerChoice(name))
    let plain = Selection(options)
    options.condition = "answer <> ''"
    let conditional = Selection(options)
    let plans = try await workshop.write { connection in
      try conditional.prepare(connection)
      return try [plain, conditional].map { selection in
        let sql = try selection.sql("a.text", connection)
        return try connection.rows("EXPLAIN QUERY PLAN " + sql) { $0.text(3) }
      }
    }
    for plan in plans {
      #expect(
        plan.contains { $0.contains("INDEX standing_question (question_id=?)") }, "\(plan)")
    }
  }

  private func chosen(_ text: String) async throws -> String? {
    var options = ExportOptions.plain
    options.choice = try #require(AnswerChoice(text))
    #expect("\(options.choice)" == text)
    try await workshop.export(options)
    return try workshop.lines("train.jsonl").first?["messages"]?[1]?["content"]?.string
  }

  @Test func `by place or model`() async throws {
    try await store()
    #expect(try await chosen("judged") == "a0")
    #expect(try await chosen("first") == "a0")
    #expect(try await chosen("latest") == "a2")
    #expect(try await chosen("model=b") == "b1")
    #expect(try await chosen("model=a") == "a0")
    await #expect(throws: ExportError.self) { try await chosen("model=c") }
    #expect(AnswerChoice("model=") == nil && AnswerChoice("best") == nil)
  }

  @Test func `by the judges, and a condition means the chosen one`() async throws {
    try await store(scores: [2, 5, 3])
    #expect(try await chosen("judged") == "b1")
    #expect(try await chosen("first") == "a0")
    var options = ExportOptions.plain
    (options.choice, options.condition) = (.latest, "answer = 'a2'")
    let manifest = try await workshop.export(options)
    #expect(manifest["rows"]?["train"] == 1 && manifest["selection"]?["choose"] == "latest")
  }

  @Test func `the lowest score below the best is what the best is compared with`() async throws {
    try await store(scores: [2, 5, 1])
    let dpo = try #require(Format(named: "dpo-trl"))
    try await workshop.export(ExportOptions(format: dpo, shares: ExportOptions.plain.shares))
    #expect(
      try workshop.lines("train.jsonl") == [["prompt": "why?", "chosen": "b1", "rejected": "a2"]])
  }

  @Test func `without a worse answer there is no preference`() async throws {
    try await store(scores: [4, 4, 4])
    let dpo = try #require(Format(named: "dpo-trl"))
    let options = ExportOptions(format: dpo, shares: ExportOptions.plain.shares)
    await #expect(throws: ExportError.self) { try await workshop.export(options) }
    let plan = try await Exporter(database: workshop.database, options: options).plan()
    #expect(plan["left_out"] == ["no_preference": 1])
  }

  /// Says of pairs of answers, by their places, that judges preferred the first one.
  private func prefer(_ pairs: [(Int, Int)]) async throws {
    try await workshop.write { connection in
      let decisions = pairs.map {
        DecisionDraft(.prefer, $0.0 + 2, value: 1, witness: $0.1 + 2)
      }
      let run = try connection.beginRun("seedbed curate judge --prefer", tool: "1")
      try connection.store(
        ScreeningDraft(
          rule: "judge/preference", scope: ["kind": "answer"], examined: pairs.count,
          decisions: decisions), run: run)
    }
  }

  private func preference(_ choice: AnswerChoice? = nil) async throws -> [JSON] {
    let dpo = try #require(Format(named: "dpo-trl"))
    var options = ExportOptions(format: dpo, shares: ExportOptions.plain.shares)
    if let choice { options.choice = choice }
    try await workshop.export(options)
    return try workshop.lines("train.jsonl")
  }

  @Test func `what judges preferred comes before what they scored`() async throws {
    try await store(scores: [2, 5, 1])
    try await prefer([(2, 1), (2, 0)])
    // Both lost once; the first in canonical order is the worse one.
    #expect(try await preference() == [["prompt": "why?", "chosen": "a2", "rejected": "a0"]])
    try await prefer([(2, 1), (0, 1), (2, 0)])
    #expect(try await preference() == [["prompt": "why?", "chosen": "a2", "rejected": "b1"]])
    // What was preferred to the chosen one is not its rejected one, whatever its score.
    await #expect(throws: ExportError.self) { try await preference(.judged) }
    #expect(try await preference(.first) == [["prompt": "why?", "chosen": "a0", "rejected": "b1"]])
    #expect(try await chosen("preferred") == "a2")
  }

  @Test func `preferences in a circle choose the first of equals`() async throws {
    try await store()
    try await prefer([(0, 1), (1, 2), (2, 0)])
    #expect(try await preference() == [["prompt": "why?", "chosen": "a0", "rejected": "b1"]])
  }

  @Test func `a preferred answer is not told as gone`() async throws {
    try await store(scores: [2, 5, 1])
    try await prefer([(2, 1)])
    _ = try await preference()
    _ = try await preference()
    let gone = try #require(workshop.text("manifest.json").map { try JSON(parsing: $0)["gone"] })
    #expect(gone?["rows"] == 0)
  }

  @Test func `judged preferences pass the check and come back as they were`() async throws {
    try await store(scores: [2, 5, 1])
    try await prefer([(2, 1)])
    let rows = try await preference()
    let dpo = try #require(Format(named: "dpo-trl"))
    #expect(try Checker(format: dpo).check(workshop.output + "/train.jsonl").faults == 0)
    let copy = try Workshop()
    let prepared = try ImportOptions(.pairs).prepare([
      try InputFile(workshop.output + "/train.jsonl")
    ])
    try await copy.write { connection in
      let run = try connection.beginRun("seedbed import", tool: "1")
      _ = try prepared.insert(into: connection, run: run) { _ in }
    }
    try await copy.export(ExportOptions(format: dpo, shares: ExportOptions.plain.shares))
    #expect(try copy.lines("train.jsonl") == rows && rows.count == 1)
  }
}

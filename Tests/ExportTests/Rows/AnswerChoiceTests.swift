import Base
import Store
import Testing

@testable import Export

/// Which of a question's live answers is exported.
@Suite struct AnswerChoiceTests {
  @Test(arguments: [
    ("judged", ["one"]), ("first", ["one"]), ("latest", ["three"]), ("model=b", ["two"]),
    ("model=none", []),
  ])
  func `it is exported alone, and a condition is about it`(
    typed: String, answers: [String]
  ) async throws {
    let workshop = try Workshop()
    try await workshop.write { connection in
      let plan = try connection.importPlan(kind: .question, source: "", content: Key(of: ["x"]))
      let siblings = zip(["one", "two", "three"], ["a", "b", "c"]).enumerated()
      let drafts =
        [Draft(.question, "how many?", origin: .content(occurrence: 0), place: Place(1))]
        + siblings.map { number, answer in
          Draft(
            .answer, answer.0, attributes: ["model": .string(answer.1)],
            parents: [.draft(.question, 0)], origin: .content(occurrence: 0),
            place: Place(1).below(number))
        }
      _ = try connection.insert(drafts, Batch(plan: plan, method: "import"))
    }
    var options = ExportOptions.plain
    options.choice = try #require(AnswerChoice(typed))
    if answers.isEmpty {
      await #expect(throws: ExportError.self) { try await workshop.export(options) }
      return
    }
    for condition in [nil, "answer = '\(answers[0])'"] {
      options.condition = condition
      try await workshop.export(options)
      let texts = try workshop.lines("train.jsonl").map { $0["messages"]?[1]?["content"]?.string }
      #expect(texts == answers)
    }
  }
}

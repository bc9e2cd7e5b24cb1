import Base
import Store
import Testing

@testable import Curate

@Suite struct ScoreThresholdTests {
  @Test(arguments: [
    ("quality < 4", "quality", "<", 4.0), ("judge/quality<=3.5", "quality", "<=", 3.5),
    ("  difficulty >= 5 ", "difficulty", ">=", 5.0), ("tone>1", "tone", ">", 1.0),
  ])
  func `a threshold is a name, a sign and a number`(
    text: String, name: String, comparison: String, number: Double
  ) throws {
    let threshold = try ScoreThreshold(text, verdict: .flag)
    #expect(threshold.name == name)
    #expect(threshold.comparison == comparison)
    #expect(threshold.number == number)
  }

  @Test(arguments: ["quality", "< 4", "quality < four", "quality = 4", "quality << 4", ""])
  func `anything else is refused`(text: String) {
    #expect(throws: CurationError.self) { try ScoreThreshold(text, verdict: .drop) }
  }

  @Test func `scores that are not there are named`() async throws {
    let file = try await CurationFile()
    try await file.questions([("One?", .object([])), ("Two?", .object([]))])
    let threshold = try ScoreThreshold("tone < 4", verdict: .drop)
    await #expect(throws: CurationError.self) {
      try await file.store.read { _ = try threshold.screenings($0) }
    }
    try await file.keep([
      ScreeningDraft(
        rule: "judge/tone", scope: ["kind": "question"], examined: 2,
        decisions: [
          DecisionDraft(.score, 1, value: 3), DecisionDraft(.score, 1, value: 5),
          DecisionDraft(.score, 2, value: 3),
        ])
    ])
    let drafts = try await file.store.read { try threshold.screenings($0) }
    #expect(drafts.flatMap(\.decisions).map(\.artifact) == [2])
    #expect(drafts.map(\.examined) == [2])
  }
}

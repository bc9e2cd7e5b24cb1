import Base
import Store
import Testing

@testable import Engine

/// What a refusal names.
@Suite struct PlanConflictTests {
  private func stage(
    model: String = "m", prompt: String = "Hi", version: Int = 1, settings: JSON = [:]
  ) -> PlanStage {
    PlanStage(
      name: "answers", version: version, prompt: .init(name: "answer", text: prompt),
      endpoint: "e", model: model, settings: settings)
  }

  @Test func `each difference is named with both values`() {
    let before = stage(settings: ["temperature": 0.5, "language": "English"])
    let now = stage(
      model: "n", prompt: "Ho", version: 2, settings: ["temperature": 1, "max_tokens": 9])
    #expect(
      now.differences(from: before) == [
        "model: m, now n", "the prompt answer", "the stage's version", "temperature: 0.5, now 1",
        "language: \"English\", now null", "max_tokens: null, now 9",
      ])
  }

  @Test func `without a difference in the stage it was the draws`() {
    let sentence = PlanConflict(stage(), stage(), plan: 3).description
    #expect(sentence.contains("plan 3") && sentence.contains("--seed, or counts"))
    #expect(stage().differences(from: stage()).isEmpty)
  }
}

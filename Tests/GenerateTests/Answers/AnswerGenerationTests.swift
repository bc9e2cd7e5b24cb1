import Base
import Client
import Engine
import Store
import TestSupport
import Testing

@testable import Generate

/// Answers for what has none, or not enough.
@Suite struct AnswerGenerationTests {
  private func bench(questions: Int) async throws -> Bench {
    let bench = try Bench()
    try await bench.write { connection in
      let plan = try connection.importPlan(
        kind: .question, source: "test", content: Key(of: ["questions"]))
      let drafts = (0..<questions).map { number in
        Draft(
          .question, "Why \(number)?",
          attributes: number == 0 ? ["input": "the input", "system": "Be brief."] : [:],
          origin: .content(occurrence: 0), place: Place(number + 1))
      }
      _ = try connection.insert(drafts, Batch(plan: plan, method: "import"))
    }
    return bench
  }

  /// How many requests a run over `bench` makes.
  private func ask(
    _ bench: Bench, count: Int = 1, condition: String? = nil, limit: Int? = nil,
    model: String = "m"
  ) async throws -> [String] {
    let double = try Teacher().double()
    let generation = AnswerGeneration(
      model: StageModel(
        endpoint: "double", model: model, sampling: Sampling(), language: "English", guidance: "",
        prompt: try PromptLibrary().template(.answer)),
      count: count, condition: condition, limit: limit)
    _ = try await bench.run(
      [double], Order(), plan: generation.plan, stages: generation.stages
    ) { try generation.roots($0) }
    return double.server.requests.map { Question($0.json).prompt }.sorted()
  }

  @Test func `every question without an answer gets one, once`() async throws {
    let bench = try await bench(questions: 3)
    #expect(try await ask(bench) == ["Why 0?\n\nthe input", "Why 1?", "Why 2?"])
    #expect(try await ask(bench) == [])
    #expect(try await ask(bench, model: "other") == [])
  }

  @Test func `a system prompt goes before the question`() async throws {
    let bench = try await bench(questions: 1)
    _ = try await ask(bench)
    let request = try await bench.lines("SELECT request FROM calls")
    #expect(request[0].contains(#""messages":[{"role":"system","content":"Be brief."}"#))
  }

  @Test func `a larger count or limit extends what is there`() async throws {
    let bench = try await bench(questions: 4)
    #expect(try await ask(bench, limit: 2).count == 2)
    #expect(try await ask(bench, limit: 3).count == 1)
    #expect(try await ask(bench, count: 2, limit: 3).count == 3)
    #expect(try await ask(bench, count: 2).count == 2)
  }

  @Test func `a condition says which questions`() async throws {
    let bench = try await bench(questions: 3)
    #expect(try await ask(bench, condition: "text LIKE '%1%'") == ["Why 1?"])
  }
}

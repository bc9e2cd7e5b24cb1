import Base
import Client
import Engine
import Store
import TestSupport
import Testing

@testable import Generate

/// Answers for what has none, or not enough.
@Suite struct AnswerGenerationTests {
  private func bench(questions: Int, languages: [String?] = []) async throws -> Bench {
    let bench = try Bench()
    try await bench.write { connection in
      let plan = try connection.importPlan(
        kind: .question, source: "test", content: Key(of: ["questions"]))
      let drafts = (0..<questions).map { number in
        Draft(
          .question, "Why \(number)?",
          attributes: number == 0 ? ["input": "the input", "system": "Be brief."] : [:],
          language: languages.isEmpty ? nil : languages[number], origin: .content(occurrence: 0),
          place: Place(number + 1))
      }
      _ = try connection.insert(drafts, Batch(plan: plan, method: "import"))
    }
    return bench
  }

  /// How many requests a run over `bench` makes.
  private func ask(
    _ bench: Bench, count: Int = 1, condition: String? = nil, limit: Int? = nil,
    model: String = "m", language: String = "", prompts: String? = nil
  ) async throws -> [String] {
    let double = try Teacher().double()
    let generation = AnswerGeneration(
      model: StageModel(
        endpoint: "double", model: model, sampling: Sampling(), language: language, guidance: "",
        prompt: try PromptLibrary(folder: prompts).template(.answer)),
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

  @Test func `the same limit is about the same questions`() async throws {
    let bench = try await bench(questions: 4)
    #expect(try await ask(bench, limit: 2).count == 2)
    #expect(try await ask(bench, limit: 2) == [])
  }

  @Test func `a prompt that names the language names the question's own`() async throws {
    let bench = try await bench(questions: 2, languages: ["Japanese", nil])
    let folder = try TemporaryFolder()
    try folder.write("{{language}}: {{question}}", to: "answer.md")
    #expect(
      try await ask(bench, language: "Korean", prompts: folder.path)
        == ["Japanese: Why 0?\n\nthe input", "Korean: Why 1?"])
    #expect(
      try await bench.lines("SELECT ifnull(language, '-') FROM artifact WHERE kind = 'answer'")
        == ["Japanese", "-"])
  }

  @Test func `without a language to name, no English is made up`() async throws {
    let bench = try await bench(questions: 2, languages: ["Japanese", nil])
    let folder = try TemporaryFolder()
    try folder.write("{{language}}: {{question}}", to: "answer.md")
    let path = folder.path
    await #expect(throws: PromptError.self) { try await ask(bench, prompts: path) }
    #expect(
      try await ask(bench, condition: "language = 'Japanese'", prompts: folder.path).count == 1)
  }

  @Test func `a condition says which questions`() async throws {
    let bench = try await bench(questions: 3)
    #expect(try await ask(bench, condition: "text LIKE '%1%'") == ["Why 1?"])
  }
}

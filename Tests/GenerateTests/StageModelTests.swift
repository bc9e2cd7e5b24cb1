import Base
import Client
import Testing

@testable import Generate

@Suite struct StageModelTests {
  private func settings(_ prompt: String, language: String) throws -> String {
    let template = try PromptTemplate(
      name: "p", text: prompt, variables: ["question", "language", "guidance"])
    return StageModel(
      endpoint: "e", model: "m", sampling: Sampling(temperature: 0.5), language: language,
      guidance: "", prompt: template
    ).settings().text
  }

  @Test func `the language is part of what is asked only where the prompt names it`() throws {
    #expect(try settings("{{question}}", language: "Korean") == #"{"temperature":0.5}"#)
    #expect(
      try settings("In {{language}}: {{question}}", language: "Korean")
        == #"{"language":"Korean","temperature":0.5}"#)
  }
}

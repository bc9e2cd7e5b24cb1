import Base
import Client
import Foundation
import TestSupport
import Testing

/// The stand-in that the other tests trust.
@Suite struct ModelDoubleTests {
  private let schema: JSON = [
    "type": "object", "required": ["subjects", "level", "kind"],
    "properties": [
      "subjects": [
        "type": "array", "minItems": 2, "maxItems": 6,
        "items": ["type": "object", "properties": ["name": ["type": "string", "minLength": 30]]],
      ],
      "level": ["type": "integer", "minimum": 3, "maximum": 4], "kind": ["enum": ["a", "b"]],
      "note": ["type": ["string", "null"], "maxLength": 4], "score": ["type": "number"],
      "good": ["type": "boolean"], "three": ["type": "array", "items": ["type": "string"]],
    ],
  ]

  private func question(_ prompt: String, _ more: JSON = [:]) -> Question {
    let body: JSON = ["model": "m", "messages": [["role": "user", "content": .string(prompt)]]]
    return Question((more.object ?? []).reduce(body) { $0.setting($1.name, $1.value) })
  }

  @Test func `answers follow from the question alone`() {
    #expect(question("a").answer == question("a").answer)
    #expect(question("a").answer != question("b").answer)
    #expect(question("a").answer != question("a", ["temperature": 1]).answer)
    #expect(question("a").answer != question("a", ["model": "n"]).answer)
  }

  @Test func `schemas are filled with values that fit, and differ`() throws {
    let format: JSON = ["type": "json_schema", "json_schema": ["schema": schema]]
    var answers: Set<String> = []
    for number in 0..<50 {
      let answer = question("q\(number)", ["response_format": format]).answer
      #expect(JSONSchema.problems(try JSON(parsing: answer), schema) == [])
      answers.insert(answer)
    }
    #expect(answers.count == 50)
    let three = try JSON(parsing: answers.first ?? "")["three"]?.array ?? []
    #expect(Set(three).count == 3)
  }

  @Test func `a limit of tokens cuts the answer`() async throws {
    let double = try ModelDouble()
    let endpoint = Endpoint(name: "double", servers: [double.baseURL])
    let client = try Client(endpoint: endpoint)
    let request = ChatRequest(
      model: "m", messages: [.init(role: "user", "Why?")], sampling: Sampling(maxTokens: 2))
    let outcome = Reply.read(await client.send(request.body(for: endpoint)))
    #expect(outcome.failureClass == .truncated)
    #expect(outcome.completion?.content == "Answer t")
  }

  @Test func `raw prompts, models, wrong keys and wrong paths are answered`() async throws {
    let double = try ModelDouble { $0.key = "right" }
    var endpoint = Endpoint(name: "double", servers: [double.baseURL], key: Secret("right"))
    let client = try Client(endpoint: endpoint)
    let raw = CompletionRequest(model: "m", prompt: [Piece("<|user|>")]).body(for: endpoint)
    let outcome = Reply.read(await client.send(raw, path: CompletionRequest.path))
    #expect(outcome.completion?.content.hasPrefix("Answer to [<|user|>]") == true)
    let models = try JSON(parsing: await client.get("models").body)
    #expect(models["data"]?[0]?["id"] == "double")
    #expect(await client.get("nothing").status == 404)
    endpoint.key = Secret("wrong")
    #expect(await (try Client(endpoint: endpoint)).get("models").status == 401)
  }

  @Test func `a temporary folder goes away`() throws {
    var path = ""
    do {
      let folder = try TemporaryFolder()
      path = try folder.write("text", to: "file")
    }
    #expect(throws: (any Error).self) { try String(contentsOfFile: path, encoding: .utf8) }
  }
}

import Base
import Client
import Testing

@Suite struct ChatRequestTests {
  private let endpoint = Endpoint(name: "e", servers: ["http://h/v1"])
  private func text(_ body: RequestBody) -> String { String(decoding: body.bytes, as: UTF8.self) }

  @Test func `only what was asked for is sent`() {
    let request = ChatRequest(model: "m", messages: [.init(role: "user", "Why?")])
    #expect(
      text(request.body(for: endpoint))
        == #"{"model":"m","messages":[{"role":"user","content":"Why?"}]}"#)
  }

  @Test func `shared pieces stay apart, and joined they are the exact body`() throws {
    let syllabus = "1. \"Waves\"\u{2028}\n2. Light\0"
    let request = ChatRequest(
      model: "m",
      messages: [
        .init(
          role: "user",
          content: [
            Piece("Syllabus:\n"), Piece(syllabus, isShared: true), Piece("\nAsk \u{301}é."),
          ])
      ])
    let body = request.body(for: endpoint)
    #expect(body.pieces.map(\.isShared) == [false, true, false])
    #expect(body.pieces[1].text == #"1. \"Waves\"\u2028\n2. Light\u0000"#)
    let content = try JSON(parsing: body.bytes)["messages"]?[0]?["content"]?.string
    #expect(content == "Syllabus:\n\(syllabus)\nAsk \u{301}é.")
  }

  @Test func `sampling, schema and extra fields follow, later ones winning`() {
    var endpoint = endpoint
    endpoint.tokenLimitField = "max_completion_tokens"
    endpoint.extraBody = ["top_k": 5, "seed": 1, "model": "other"]
    let request = ChatRequest(
      model: "m", messages: [],
      sampling: Sampling(temperature: 0, topP: 0.9, maxTokens: 7, extra: ["seed": 2]),
      schema: ResponseSchema(name: "s", schema: ["type": "object"]))
    let start = #"{"model":"m","messages":[],"temperature":0,"top_p":0.9,"max_completion_tokens":7"#
    let end = #","top_k":5,"seed":2}"#
    let schema =
      #"{"type":"json_schema","json_schema":{"name":"s","strict":true,"#
      + #""schema":{"type":"object"}}}"#
    #expect(
      text(request.body(.jsonSchema, for: endpoint)) == start + #","response_format":"# + schema
        + end)
    #expect(
      text(request.body(.jsonObject, for: endpoint))
        == start + #","response_format":{"type":"json_object"}"# + end)
    #expect(text(request.body(.plain, for: endpoint)) == start + end)
  }

  @Test func `raw prompts know max_tokens only`() {
    var endpoint = endpoint
    endpoint.tokenLimitField = "max_completion_tokens"
    let request = CompletionRequest(
      model: "m", prompt: [Piece("<|user|>", isShared: true)], sampling: Sampling(maxTokens: 9))
    #expect(
      text(request.body(for: endpoint)) == #"{"model":"m","prompt":"<|user|>","max_tokens":9}"#)
  }

  @Test func `limits go to servers that know them, and are not held against a reply`() {
    let limited: JSON = [
      "type": "object",
      "properties": [
        "minLength": ["type": "array", "maxItems": 1, "items": ["type": "string", "maxLength": 2]]
      ],
    ]
    let free =
      #"{"type":"object","properties":{"minLength":{"type":"array","items":{"type":"string"}}}}"#
    let schema = ResponseSchema(name: "s", schema: limited)
    let request = ChatRequest(model: "m", messages: [], schema: schema)
    #expect(text(request.body(.limitedSchema, for: endpoint)).contains(limited.text))
    #expect(text(request.body(.jsonSchema, for: endpoint)).contains(free))
    #expect(schema.problems(["minLength": ["abc", "def"]]).isEmpty)
    #expect(!schema.problems(["minLength": [1]]).isEmpty)
  }

  @Test func `the modes fall back to the plain one`() {
    #expect(StructureMode.limitedSchema.next == .jsonSchema)
    #expect(StructureMode.jsonSchema.next == .jsonObject)
    #expect(StructureMode.jsonObject.next == .plain)
    #expect(StructureMode.plain.next == nil)
  }
}

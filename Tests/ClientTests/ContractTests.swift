import Base
import Client
import Foundation
import TestSupport
import Testing

/// What this client needs of any server: the double has to give it, and so has a real one, whose base
/// URL is in SEEDBED_MODEL_URL (`make test-ecosystem` starts llama.cpp for it).
@Suite struct ContractTests {
  private static let realURL = ProcessInfo.processInfo.environment["SEEDBED_MODEL_URL"]
  static let servers = ["double"] + (realURL.map { [$0] } ?? [])

  /// A client, the model to ask, and what has to live as long.
  private struct Party {
    let client: Client
    let model: String
    let double: ModelDouble?
    var endpoint: Endpoint { client.endpoint }

    func ask(_ request: some ModelRequest, _ mode: StructureMode = .plain) async -> Outcome {
      let body = request.body(mode, for: endpoint)
      return Reply.read(await client.send(body, path: request.path, model: model), mode: mode)
    }
  }

  private func party(_ server: String) async throws -> Party {
    let double = server == "double" ? try ModelDouble() : nil
    let client = try Client(
      endpoint: Endpoint(name: "contract", servers: [double?.baseURL ?? server], timeout: 120))
    let list = try JSON(parsing: await client.get("models").body)
    #expect(list["object"] == "list")
    let model = try #require(list["data"]?[0]?["id"]?.string)
    return Party(client: client, model: model, double: double)
  }

  private func chat(_ model: String, limit: Int) -> ChatRequest {
    ChatRequest(
      model: model, messages: [.init(role: "user", "Tell of the sea, at length.")],
      sampling: Sampling(temperature: 0, maxTokens: limit))
  }

  @Test(arguments: servers)
  func `a reply has its text, its tokens and its model`(_ server: String) async throws {
    let party = try await party(server)
    let completion = try #require(await party.ask(chat(party.model, limit: 400)).completion)
    #expect(!completion.content.isEmpty)
    #expect(completion.promptTokens ?? 0 > 0 && completion.completionTokens ?? 0 > 0)
    #expect(completion.model?.isEmpty == false)
    #expect(["stop", "length"].contains(completion.finishReason))
  }

  @Test(arguments: servers)
  func `a reply that reaches its limit says so`(_ server: String) async throws {
    let party = try await party(server)
    let outcome = await party.ask(chat(party.model, limit: 3))
    #expect(outcome.failureClass == .truncated)
    #expect(outcome.completion?.finishReason == "length")
    if party.double == nil { #expect(outcome.completion?.completionTokens == 3) }
  }

  @Test(arguments: servers)
  func `a raw prompt is continued`(_ server: String) async throws {
    let party = try await party(server)
    let request = CompletionRequest(
      model: party.model, prompt: [Piece("The sea is")], sampling: Sampling(maxTokens: 200))
    #expect(await party.ask(request).completion?.content.isEmpty == false)
  }

  @Test(arguments: servers, [StructureMode.limitedSchema, .jsonSchema])
  func `a schema is kept to`(_ server: String, _ mode: StructureMode) async throws {
    let party = try await party(server)
    var request = chat(party.model, limit: 300)
    let schema = ResponseSchema(
      name: "colours",
      schema: [
        "type": "object", "required": ["colours"], "additionalProperties": false,
        "properties": [
          "colours": [
            "type": "array", "minItems": 2, "maxItems": 2,
            "items": ["type": "string", "enum": ["red", "green", "blue"]],
          ]
        ],
      ])
    request.schema = schema
    request.messages = [.init(role: "user", "Name two colours as JSON.")]
    let text = try #require(await party.ask(request, mode).completion?.content)
    // Without limits a weak model may list until it is cut off.
    guard mode == .limitedSchema || party.double != nil else { return }
    #expect(schema.problems(try JSON(parsing: text)).isEmpty, "\(text)")
  }

  @Test(arguments: servers)
  func `an unknown path and a body that is none are refused with a sentence`(
    _ server: String
  ) async throws {
    let party = try await party(server)
    let nowhere = await party.client.send(
      chat(party.model, limit: 3).body(for: party.endpoint), path: "nowhere")
    #expect(nowhere.status == 404)
    #expect(Reply.read(nowhere).failureClass == .rejected)
    let empty = await party.client.send(RequestBody(pieces: [Piece("{}")]))
    #expect((400..<600).contains(empty.status ?? 0))
    #expect(Reply.read(empty).message?.isEmpty == false)
  }

  @Test(arguments: servers)
  func `many requests share few connections, and each gets its own answer`(
    _ server: String
  ) async throws {
    let party = try await party(server)
    let count = party.double == nil ? 6 : 60
    let texts = await withTaskGroup(of: String?.self) { group in
      for number in 0..<count {
        group.addTask {
          var request = chat(party.model, limit: 40)
          request.messages = [.init(role: "user", "Say the number \(number).")]
          return await party.ask(request).completion?.content
        }
      }
      return await group.reduce(into: [String?]()) { $0.append($1) }
    }
    #expect(texts.count == count && texts.allSatisfy { $0 != nil })
    if let double = party.double { #expect(double.server.connectionCount <= count) }
  }
}

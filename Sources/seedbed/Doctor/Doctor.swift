import Base
import Client

/// Finds out what an endpoint can do, by a handful of short requests, each sent once.
struct Doctor {
  private let client: Client
  private let asked: String?
  private var endpoint: Endpoint

  private static let schema = ResponseSchema(
    name: "colour",
    schema: [
      "type": "object", "required": ["colour"], "additionalProperties": false,
      "properties": ["colour": ["type": "string", "enum": ["red", "green", "blue"]]],
    ])

  /// A doctor for the endpoint of `client`; without a model, the first one listed is asked.
  init(_ client: Client, model: String?) {
    self.client = client
    asked = model
    endpoint = client.endpoint
  }

  /// What was found, in the order of the table.
  mutating func examine() async -> [Finding] {
    let list = await client.get("models")
    guard list.failure == nil else {
      return [Finding("reachable", false, Reply.read(list).message ?? "no response")]
    }
    let names = Doctor.models(list)
    var findings = [
      Finding("reachable", true, "\(endpoint)"),
      Finding(
        "models", names != nil,
        names.map { Doctor.listed($0) } ?? Reply.read(list).message ?? "no list of models"),
    ]
    guard let model = asked ?? names?.first else {
      return findings + [Finding("chat", nil, "no model is known: add --model NAME")]
    }
    findings += await chat(model)
    findings.append(await completions(model))
    for mode in [StructureMode.jsonSchema, .jsonObject] {
      findings.append(await structure(mode, model))
    }
    return findings
  }

  private func chatRequest(_ model: String, _ text: String, limit: Int) -> ChatRequest {
    ChatRequest(
      model: model, messages: [.init(role: "user", text)],
      sampling: Sampling(maxTokens: limit))
  }

  /// Chat, and what a reply tells beside its text.
  private mutating func chat(_ model: String) async -> [Finding] {
    let request = chatRequest(model, "Name a colour.", limit: 16)
    var exchange = await send(request, .plain)
    if case .unsupportedTokenLimit = Reply.read(exchange) {
      endpoint.tokenLimitField = endpoint.otherTokenLimitField
      exchange = await send(request, .plain)
    }
    let outcome = Reply.read(exchange)
    guard let completion = outcome.completion else {
      return [Finding("chat", false, outcome.message ?? "no reply")]
    }
    let counts = [completion.promptTokens, completion.completionTokens].compactMap(\.self)
    let rates = exchange.headers.keys.filter { $0.contains("ratelimit-") }.sorted()
    return [
      Finding("chat", true, completion.model ?? model),
      Finding("token limit", true, endpoint.tokenLimitField),
      Finding(
        "usage", counts.count == 2,
        counts.count == 2 ? "\(counts[0]) + \(counts[1]) tokens" : "tokens are not counted"),
      Finding(
        "rate headers", !rates.isEmpty, rates.isEmpty ? "none" : rates.joined(separator: ", ")),
      Finding("latency", true, "\(Int(exchange.latencyMilliseconds.rounded(.up))) ms"),
    ]
  }

  private func completions(_ model: String) async -> Finding {
    let request = CompletionRequest(
      model: model, prompt: [Piece("Red, green and")], sampling: Sampling(maxTokens: 16))
    let outcome = Reply.read(await send(request, .plain))
    let works = outcome.completion != nil
    return Finding("completions", works, works ? "raw prompts" : outcome.message ?? "no reply")
  }

  /// Whether JSON comes if it is asked for by `mode`.
  private func structure(_ mode: StructureMode, _ model: String) async -> Finding {
    var request = chatRequest(
      model, "Name a colour, as JSON: {\"colour\": \"red\"}, or green, or blue.", limit: 256)
    request.schema = Doctor.schema
    let outcome = Reply.read(await send(request, mode), mode: mode)
    guard let text = outcome.completion?.content else {
      return Finding(mode.rawValue, false, outcome.message ?? "no reply")
    }
    guard let json = try? JSON(parsing: text), json.object != nil else {
      return Finding(mode.rawValue, false, "the reply is no JSON object")
    }
    let problems = mode == .jsonSchema ? JSONSchema.problems(json, Doctor.schema.schema) : []
    return Finding(
      mode.rawValue, problems.isEmpty, problems.first.map { "\($0)" } ?? "replies hold to it")
  }

  private func send(_ request: some ModelRequest, _ mode: StructureMode) async -> Exchange {
    await client.send(
      request.body(mode, for: endpoint), path: request.path, model: request.model)
  }

  /// The names in a list of models; nil if it is none.
  private static func models(_ exchange: Exchange) -> [String]? {
    guard exchange.status == 200, let list = try? JSON(parsing: exchange.body)["data"]?.array
    else { return nil }
    return list.compactMap { $0["id"]?.string }
  }

  private static func listed(_ names: [String]) -> String {
    let more = names.count > 3 ? ", … (\(names.count))" : ""
    return names.prefix(3).joined(separator: ", ") + more
  }
}

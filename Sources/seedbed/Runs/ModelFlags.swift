import Base
import Client
import Engine
import FoundationEssentials
import Generate

/// What the endpoint flags mean: access to endpoints, and how each stage asks.
struct ModelFlags {
  let invocation: Invocation

  /// Access for each of `stages` (by their flags' prefixes); equal settings share a client.
  func access(_ stages: [String]) throws -> [ModelAccess] {
    var clients: [String: ModelAccess] = [:]
    return try stages.map { stage in
      let endpoint = try endpoint(stage)
      let settings = identity(endpoint)
      if let known = clients[settings] { return known }
      let client = try orUsageError {
        try Client(endpoint: endpoint)
      }
      let access = ModelAccess(client: client, retries: try retries())
      clients[settings] = access
      return access
    }
  }

  /// How many requests may be in flight at once.
  func concurrency() throws -> Int { try invocation.int("--concurrency", in: 1...4096) ?? 16 }

  private func retries() throws -> RetryPolicy {
    let more = try invocation.int("--retries", in: 0...100) ?? 5
    return RetryPolicy(attempts: more + 1)
  }

  /// All of an endpoint's settings but for its key, as one text.
  private func identity(_ endpoint: Endpoint) -> String {
    let headers = endpoint.headers.map { "\($0.0): \($0.1)" }
    let ways = [
      "\(endpoint.kind)", endpoint.tokenLimitField, endpoint.extraBody.text,
      "\(endpoint.timeout)", endpoint.proxy.debugDescription, endpoint.caFile.debugDescription,
      "\(endpoint.limits)",
    ]
    return ([endpoint.name] + endpoint.servers + headers + ways).joined(separator: "\n")
  }

  private func endpoint(_ stage: String) throws -> Endpoint {
    let environment = invocation.console.environment
    var servers = invocation.texts("--base-url", stage: stage)
    if servers.isEmpty, let server = environment["OPENAI_BASE_URL"], !server.isEmpty {
      servers = [server]
    }
    guard !servers.isEmpty else {
      throw UsageError("no endpoint is given: add --base-url, or set OPENAI_BASE_URL")
    }
    // One name for the same servers, whichever stage asks.
    let isOwn = invocation.given("--base-url", stage)?.name == "--\(stage)-base-url"
    var endpoint = Endpoint(name: isOwn ? stage : "default", servers: servers)
    if let key = environment["OPENAI_API_KEY"], !key.isEmpty { endpoint.key = Secret(key) }
    endpoint.headers = try invocation.texts("--header", stage: stage).map(header)
    endpoint.timeout =
      try invocation.double("--timeout", stage: stage, in: 1...86_400) ?? endpoint.timeout
    endpoint.limits = Limits(
      concurrency: try concurrency(),
      requestsPerMinute: try invocation.int("--max-rpm", stage: stage, in: 1...Int.max),
      tokensPerMinute: try invocation.int("--max-tpm", stage: stage, in: 1...Int.max))
    return endpoint
  }

  /// A header typed as `Name: value`, or read from the file that `@FILE` names.
  private func header(_ typed: String) throws -> (String, String) {
    var text = typed
    if typed.hasPrefix("@") {
      let path = String(typed.dropFirst())
      guard let content = try? String(contentsOfFile: path, encoding: .utf8) else {
        throw UsageError("--header cannot read the file \(path)")
      }
      text = content.filter { !$0.isNewline }
    }
    guard let colon = text.firstIndex(of: ":"), colon > text.startIndex else {
      throw UsageError("--header needs the form \"Name: value\", or @FILE")
    }
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    return (String(text[..<colon]), String(value))
  }

  /// How `stage` asks, with the defaults of its paper.
  func model(
    _ stage: String, prompt: PromptTemplate, access: ModelAccess, defaults: Sampling,
    guidance: String
  ) throws -> StageModel {
    guard let name = invocation.text("--model", stage: stage), !name.isEmpty else {
      throw UsageError("no model is given: add --model NAME")
    }
    return StageModel(
      endpoint: access.client.endpoint.name, model: name,
      sampling: try sampling(stage, defaults),
      language: invocation.text("--language") ?? "English", guidance: guidance, prompt: prompt)
  }

  private func sampling(_ stage: String, _ defaults: Sampling) throws -> Sampling {
    var sampling = defaults
    if let value = try invocation.double("--temperature", stage: stage, in: 0...2) {
      sampling.temperature = value
    }
    if let value = try invocation.double("--top-p", stage: stage, in: 0...1) {
      sampling.topP = value
    }
    if let value = try invocation.int("--max-tokens", stage: stage, in: 1...1_000_000) {
      sampling.maxTokens = value
    }
    if let text = invocation.text("--body", stage: stage) {
      let body = try orUsageError("--body") { try JSON(parsing: text) }
      guard body.object != nil else { throw UsageError("--body needs a JSON object") }
      sampling.extra = body
    }
    return sampling
  }
}

/// What `body` returns; what it throws is taken for a mistake in what was typed.
func orUsageError<T>(_ name: String? = nil, _ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let error as UsageError {
    throw error
  } catch {
    throw UsageError((name.map { "\($0): " } ?? "") + "\(error)")
  }
}

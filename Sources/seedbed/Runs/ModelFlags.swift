import Base
import Client
import Engine
import Generate

/// What the endpoint flags mean: access to endpoints, and how each stage asks.
struct ModelFlags {
  let invocation: Invocation

  /// Access for each of `stages` (by their flags' prefixes); equal settings share a client.
  func access(_ stages: [String]) throws -> [ModelAccess] {
    var clients: [String: ModelAccess] = [:]
    return try stages.map { stage in
      let flags = try EndpointFlags(invocation, stage: stage)
      let endpoint = try flags.endpoint()
      let prices = try flags.prices()
      let settings = identity(endpoint, flags.settings, prices)
      if let known = clients[settings] { return known }
      let client = try orUsageError {
        try Client(endpoint: endpoint)
      }
      let access = ModelAccess(
        client: client, retries: try retries(), prices: prices,
        // Without a name of its own it may be another server each time.
        memory: flags.settings.isNamed ? endpoint.name : "\(endpoint)")
      clients[settings] = access
      return access
    }
  }

  private func retries() throws -> RetryPolicy {
    let more = try invocation.int("--retries", in: 0...100) ?? 5
    return RetryPolicy(attempts: more + 1)
  }

  /// All of an endpoint's settings but for its key, as one text.
  private func identity(
    _ endpoint: Endpoint, _ settings: EndpointSettings, _ prices: ModelAccess.Prices?
  ) -> String {
    let headers = endpoint.headers.map { "\($0.0): \($0.1)" }
    let ways = [
      "\(endpoint.kind)", endpoint.tokenLimitField, endpoint.extraBody.text,
      "\(endpoint.timeout)", endpoint.proxy.debugDescription, endpoint.caFile.debugDescription,
      "\(endpoint.limits)", settings.keyVariable.debugDescription,
      prices.debugDescription,
    ]
    return ([endpoint.name] + endpoint.servers + headers + ways).joined(separator: "\n")
  }

  /// How `stage` asks, with the defaults of its paper; `language` holds without --language.
  func model(
    _ stage: String, prompt: PromptTemplate, access: ModelAccess, defaults: Sampling,
    guidance: String, language: String = "English"
  ) throws -> StageModel {
    let flags = try EndpointFlags(invocation, stage: stage)
    return StageModel(
      endpoint: access.client.endpoint.name, model: try flags.model(),
      sampling: try sampling(stage, defaults, body: try flags.body()),
      language: invocation.language() ?? language, guidance: guidance, prompt: prompt)
  }

  private func sampling(_ stage: String, _ defaults: Sampling, body: JSON) throws -> Sampling {
    var sampling = defaults
    sampling.extra = (body.object ?? []).reduce(defaults.extra) {
      $0.setting($1.name, $1.value)
    }
    if let value = try invocation.double("--temperature", stage: stage, in: 0...2) {
      sampling.temperature = value
    }
    if let value = try invocation.double("--top-p", stage: stage, in: 0...1) {
      sampling.topP = value
    }
    if let value = try invocation.int("--max-tokens", stage: stage, in: 1...1_000_000) {
      sampling.maxTokens = value
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

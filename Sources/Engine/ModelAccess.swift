public import Client
internal import Store
internal import Synchronization

/// How the stages of a run reach one endpoint.
public final class ModelAccess: Sendable {
  /// The connection.
  public let client: Client
  /// How often transient failures are tried again.
  public let retries: RetryPolicy
  /// What tokens cost, per million of prompt and of completion; nil if that is not known.
  public let prices: Prices?
  /// Under which name it is kept what the endpoint was found to be able to do.
  private let memory: String
  private let modes: Mutex<[String: StructureMode]>
  /// What each model calls the limit of tokens, where that is not what the endpoint's settings say.
  private let tokenLimits = Mutex<[String: String]>([:])
  /// The most tokens that a reply had so far, by model and stage.
  private let longest = Mutex<[String: [String: Int]]>([:])
  let refusals = Refusals()

  /// Prices per million tokens, in any one currency.
  public struct Prices: Sendable, Hashable {
    /// Of prompts.
    public var prompt: Double
    /// Of completions.
    public var completion: Double

    /// Prices per million tokens.
    public init(prompt: Double, completion: Double) {
      self.prompt = prompt
      self.completion = completion
    }

    func cost(_ promptTokens: Int, _ completionTokens: Int) -> Double {
      (Double(promptTokens) * prompt + Double(completionTokens) * completion) / 1e6
    }
  }

  /// Access over `client`; what its endpoint is found to be able to do is kept under the name
  /// `memory`, by default the endpoint's own.
  public init(
    client: Client, retries: RetryPolicy = RetryPolicy(), prices: Prices? = nil,
    memory: String? = nil
  ) {
    self.client = client
    self.memory = memory ?? client.endpoint.name
    self.retries = retries
    self.prices = prices
    modes = Mutex([:])
  }

  /// What table `capability` calls the way to ask for JSON.
  private static let capability = "structure"
  /// What it calls the field for the limit of tokens.
  private static let tokenLimit = "token_limit"

  /// Takes up how this endpoint's models were found to give JSON, in earlier runs over the file.
  func recall(_ connection: Connection) throws {
    let known = try connection.capabilities(ModelAccess.capability, of: memory)
    modes.withLock { $0 = known.compactMapValues { StructureMode(rawValue: $0) } }
    let fields = try connection.capabilities(ModelAccess.tokenLimit, of: memory)
    tokenLimits.withLock { $0 = fields }
    try recallReplies(connection)
  }

  /// Keeps what was found out, so that it is found out once.
  func remember(_ connection: Connection) throws {
    for (model, mode) in modes.withLock({ $0 }) {
      try connection.learn(
        ModelAccess.capability, mode.rawValue, of: memory, model: model)
    }
    for (model, field) in tokenLimits.withLock({ $0 }) {
      try connection.learn(ModelAccess.tokenLimit, field, of: memory, model: model)
    }
  }

  /// The endpoint as `model` wants to be asked.
  func endpoint(_ model: String) -> Endpoint {
    var endpoint = client.endpoint
    if let field = tokenLimits.withLock({ $0[model] }) { endpoint.tokenLimitField = field }
    return endpoint
  }

  /// Notes that `model` does not know the field for the limit of tokens that `asked` has; false if it
  /// does not know the other one either.
  func renameTokenLimit(_ model: String, asked: Endpoint) -> Bool {
    tokenLimits.withLock { fields in
      let current = fields[model] ?? client.endpoint.tokenLimitField
      guard current == asked.tokenLimitField else { return true }
      guard fields[model] == nil else { return false }
      fields[model] = asked.otherTokenLimitField
      return true
    }
  }

  /// The most tokens that a reply of `model` had so far, in `stage` or, before the first one there,
  /// in any; nil before the first.
  func longestReply(in stage: String, of model: String) -> Int? {
    longest.withLock { $0[model].flatMap { $0[stage] ?? $0.values.max() } }
  }

  /// Notes how many tokens a reply of `model` had.
  func note(_ tokens: Int, in stage: String, of model: String) {
    longest.withLock { $0[model, default: [:]].merge([stage: tokens], uniquingKeysWith: max) }
  }

  func mode(_ model: String) -> StructureMode {
    modes.withLock { $0[model] ?? .limitedSchema }
  }

  /// Notes that `model` does not know `mode`; false if there is nothing left to try.
  func fallBack(_ model: String, from mode: StructureMode) -> Bool {
    guard let next = mode.next else { return false }
    modes.withLock { if ($0[model] ?? .limitedSchema) == mode { $0[model] = next } }
    return true
  }
}

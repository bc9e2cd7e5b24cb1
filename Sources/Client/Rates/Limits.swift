/// How much an endpoint may be asked, as its user says; nil is without limit.
public struct Limits: Sendable, Hashable {
  /// Requests at once.
  public var concurrency: Int
  /// Requests begun in a minute.
  public var requestsPerMinute: Int?
  /// Tokens of prompts and completions in a minute.
  public var tokensPerMinute: Int?

  /// Limits of an endpoint.
  public init(
    concurrency: Int = 256, requestsPerMinute: Int? = nil, tokensPerMinute: Int? = nil
  ) {
    self.concurrency = max(1, concurrency)
    self.requestsPerMinute = requestsPerMinute
    self.tokensPerMinute = tokensPerMinute
  }
}

public import Store

/// How a plan is carried out; none of it changes what is asked.
public struct EngineOptions: Sendable {
  /// How many requests are in flight at once, at each endpoint whose own limit is not lower.
  public var concurrency: Int
  /// True to ask beside what was asked otherwise before (`--add`), instead of refusing.
  public var allowsSiblings: Bool
  /// True to ask once more where a reply was unusable (`--retry-unusable`).
  public var retriesUnusable: Bool
  /// How many tokens a reply may have that was cut off at fewer, when it is asked for once more
  /// (`--retry-truncated`); nil leaves it cut off.
  public var truncatedLimit: Int?
  /// True to read again, without asking, what could not be read (`--reparse`).
  public var rereads = false
  /// True to ask nothing (`--offline`).
  public var isOffline = false
  /// What may be spent; nil is without limit.
  public var budget: Budget?
  /// What is made anew (`--redo`, `--refresh`).
  public var renewal: Renewal
  /// Below artifacts of these kinds nothing is planned that a person did not accept (`--review`).
  public var reviewed: Set<Kind>

  /// Options.
  public init(
    concurrency: Int = 16, allowsSiblings: Bool = false, retriesUnusable: Bool = false,
    renewal: Renewal = .none, reviewed: Set<Kind> = []
  ) {
    self.concurrency = max(1, concurrency)
    self.allowsSiblings = allowsSiblings
    self.retriesUnusable = retriesUnusable
    self.renewal = renewal
    self.reviewed = reviewed
  }
}

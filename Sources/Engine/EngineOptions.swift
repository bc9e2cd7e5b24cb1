public import Store

/// How a plan is carried out; none of it changes what is asked.
public struct EngineOptions: Sendable {
  /// How many requests are in flight at once.
  public var concurrency: Int
  /// True to ask beside what was asked otherwise before (`--add`), instead of refusing.
  public var allowsSiblings: Bool
  /// True to ask once more where a reply was unusable (`--retry-unusable`).
  public var retriesUnusable: Bool
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

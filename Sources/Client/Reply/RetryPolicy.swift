/// How often and after which waits a transient failure is tried again.
///
/// The waits are those of OpenAI's client, made for thousands of requests at once: longer at the end,
/// and spread more, so that those that failed together do not come back together.
public struct RetryPolicy: Sendable, Hashable {
  /// How often a request is sent in all; at least 1.
  public var attempts: Int
  /// The wait after the first attempt; it doubles after each further one.
  public var base: Duration
  /// The longest such wait.
  public var cap: Duration
  /// The longest wait that a server may ask for; if it asks for more we give up for this run.
  public var limit: Duration

  /// The longest wait that OpenAI's client obeys, and ours.
  public static let longestWait = Duration.seconds(120)
  /// Longer than any policy waits.
  static let forever = Duration.seconds(86_400 * 365)

  /// A policy; by default 6 attempts within some 15 s of waiting.
  public init(
    attempts: Int = 6, base: Duration = .milliseconds(500), cap: Duration = .seconds(30),
    limit: Duration = RetryPolicy.longestWait
  ) {
    self.attempts = attempts
    self.base = base
    self.cap = cap
    self.limit = limit
  }

  /// How long to wait after attempt number `attempt` (from 1); nil if that was the last.
  ///
  /// Without `retryAfter` it is between half of the doubled base and all of it, as `jitter` in 0..<1
  /// has it; with it, what the server asks for and up to one base (at most a tenth of it) more.
  public func delay(
    afterAttempt attempt: Int, retryAfter: Duration?, jitter: Double
  ) -> Duration? {
    guard attempt < attempts else { return nil }
    if let retryAfter {
      guard retryAfter <= limit else { return nil }
      return retryAfter + max(base, retryAfter / 10) * jitter
    }
    let doubled = (1..<max(1, attempt)).reduce(base) { wait, _ in min(cap, wait * 2) }
    return min(cap, doubled) * (0.5 + jitter / 2)
  }
}

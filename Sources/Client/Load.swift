/// How busy a client's endpoint is, as whoever watches wants to know it.
public struct Load: Sendable, Hashable {
  /// Requests on their way.
  public var inFlight = 0
  /// How many may be at once: the endpoint's limit, or fewer while it refuses some.
  public var allowed: Int
  /// Requests that could be sent but for the limits.
  public var waiting = 0
  /// Nothing more is sent before then; nil if nothing but free places is waited for.
  public var resumesAt: ContinuousClock.Instant?
}

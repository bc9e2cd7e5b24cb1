import Client

/// How busy an endpoint is, in words.
struct EndpointLoad {
  let name: String
  let load: Load
  /// How many requests its settings allow at once.
  let limit: Int
  /// How long nothing is sent; nil if something may be.
  private let pause: Duration?

  /// The endpoint `name` with its `load` at the time `now`.
  init(name: String, load: Load, limit: Int, now: ContinuousClock.Instant) {
    self.name = name
    self.load = load
    self.limit = limit
    pause = load.resumesAt.flatMap { $0 - now >= .seconds(1) ? $0 - now : nil }
  }

  /// `default 3/8 in flight`, `slowed from 16`, `5 wait`, `next in 0:12`.
  var parts: [String] {
    var parts = ["\(name) \(load.inFlight)/\(load.allowed) in flight"]
    if load.allowed < limit { parts.append("slowed from \(limit)") }
    if load.waiting > 0 { parts.append("\(load.waiting) wait") }
    if let pause { parts.append("next in \(Span.text(pause))") }
    return parts
  }
}

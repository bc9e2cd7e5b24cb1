/// What a server said is left of its own limit, and when that is full again.
///
/// OpenAI's `x-ratelimit-remaining-requests` (or `-tokens`) and `x-ratelimit-reset-…`; Azure sends
/// the same names, at times with seconds, or with -1 for what it does not know.
struct Allowance {
  /// What may be begun until ``until``.
  private(set) var left: Double
  let until: ContinuousClock.Instant

  /// A day's limit is no reason to hold everything for hours: the server will refuse, and say so.
  static let longest = Duration.seconds(120)

  /// What `headers` say of `resource` (`requests` or `tokens`) beside `inFlight`, which the server
  /// may not have counted yet; nil if they say nothing of use.
  init?(
    _ headers: [String: String], _ resource: String, inFlight: Double,
    now: ContinuousClock.Instant
  ) {
    guard let text = headers["x-ratelimit-remaining-\(resource)"], let remaining = Double(text),
      remaining >= 0,
      let reset = headers["x-ratelimit-reset-\(resource)"].flatMap(Allowance.duration),
      reset > .zero, reset <= Allowance.longest
    else { return nil }
    left = remaining - inFlight
    until = now + reset
  }

  mutating func take(_ amount: Double) { left -= amount }

  /// A duration as Go writes it (`1m30.5s`, `12ms`), or plain seconds.
  static func duration(_ text: String) -> Duration? {
    if let seconds = Double(text) { return seconds.isFinite ? .seconds(seconds) : nil }
    let units: [(String, Double)] = [
      ("ms", 0.001), ("us", 0.000_001), ("µs", 0.000_001), ("ns", 1e-9), ("h", 3600), ("m", 60),
      ("s", 1), ("d", 86_400),
    ]
    var rest = text[...]
    var seconds = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      guard let number = Double(digits), let unit = units.first(where: { rest.hasPrefix($0.0) })
      else { return nil }
      seconds += number * unit.1
      rest = rest.dropFirst(unit.0.count)
    }
    return text.isEmpty ? nil : .seconds(seconds)
  }
}

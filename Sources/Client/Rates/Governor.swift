/// Decides when the next request may begin: how many at once, how many a minute, and when to wait.
///
/// It has no clock: whoever asks brings the time. The client's thread owns it.
struct Governor {
  private var window: Window
  private var requests: Bucket?
  private var tokens: Bucket?
  private var requestAllowance: Allowance?
  private var tokenAllowance: Allowance?
  private var inFlight = 0
  private var inFlightTokens = 0.0
  private let countsTokens: Bool
  /// What a completion took so far, on average, beside its prompt.
  private var meanCompletion = 500.0

  /// A request under way.
  struct Ticket {
    let start: ContinuousClock.Instant
    /// Tokens, as far as they could be guessed.
    let cost: Double
    fileprivate let promptTokens: Double
  }

  /// Whether a request may begin.
  enum Admission: Equatable {
    case go
    /// Not before then.
    case wait(until: ContinuousClock.Instant)
    /// Not before another one has ended.
    case full
  }

  /// What a request's end says of the server.
  enum Verdict {
    case success
    /// 429, with the wait that it asks for.
    case refused(Duration?)
    /// 5xx, a broken connection or none in time.
    case failed(Duration?)
    /// Nothing, such as a request that was cancelled.
    case unknown
  }

  init(_ limits: Limits, now: ContinuousClock.Instant) {
    window = Window(most: limits.concurrency)
    requests = limits.requestsPerMinute.map { Bucket(perMinute: Double($0), now: now) }
    // Begun with a full second's worth, so that one large request can begin at all.
    tokens = limits.tokensPerMinute.map {
      Bucket(perMinute: Double($0), smallest: Double($0) / 60, now: now)
    }
    countsTokens = tokens != nil
  }

  /// How many requests may be under way at once.
  var allowed: Int { max(1, Int(window.size)) }

  /// Whether a request with a body of `bytes` may begin.
  mutating func admission(bytes: Int, now: ContinuousClock.Instant) -> Admission {
    if inFlight >= allowed { return .full }
    var until = now
    if let end = window.pausedUntil { until = max(until, end) }
    if let wait = requests?.wait(for: 1, now: now) { until = max(until, now + wait) }
    let cost = cost(bytes)
    if let wait = tokens?.wait(for: cost, now: now) { until = max(until, now + wait) }
    if let end = held(requestAllowance, 1, now) { until = max(until, end) }
    if let end = held(tokenAllowance, cost, now) { until = max(until, end) }
    return until > now ? .wait(until: until) : .go
  }

  private func held(
    _ allowance: Allowance?, _ amount: Double, _ now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    guard let allowance, allowance.until > now, allowance.left < amount else { return nil }
    return allowance.until
  }

  /// A request with a body of `bytes` begins.
  mutating func begin(bytes: Int, now: ContinuousClock.Instant) -> Ticket {
    let cost = cost(bytes)
    inFlight += 1
    inFlightTokens += cost
    requests?.take(1)
    tokens?.take(cost)
    requestAllowance?.take(1)
    tokenAllowance?.take(cost)
    return Ticket(start: now, cost: cost, promptTokens: Governor.promptTokens(bytes))
  }

  /// A request has ended; `headers` are those of its response, `used` the tokens that it took.
  mutating func end(
    _ ticket: Ticket, _ verdict: Verdict, headers: [String: String] = [:], used: Int?,
    now: ContinuousClock.Instant
  ) {
    inFlight -= 1
    inFlightTokens -= ticket.cost
    switch verdict {
    case .success: window.succeeded(ticket.start)
    case .refused(let wait): window.refused(ticket.start, wait: wait, now: now)
    case .failed(let wait): window.failed(ticket.start, wait: wait, now: now)
    case .unknown: break
    }
    account(ticket, verdict, used)
    if let allowance = Allowance(headers, "requests", inFlight: Double(inFlight), now: now) {
      requestAllowance = allowance
    }
    if let allowance = Allowance(headers, "tokens", inFlight: inFlightTokens, now: now) {
      tokenAllowance = allowance
    }
  }

  /// Whether the tokens of responses are of interest.
  func wantsTokens(_ headers: [String: String]) -> Bool {
    countsTokens || headers["x-ratelimit-remaining-tokens"] != nil
  }

  /// Corrects what was guessed; what brought no completion took no tokens.
  private mutating func account(_ ticket: Ticket, _ verdict: Verdict, _ used: Int?) {
    guard case .success = verdict else {
      tokens?.take(-ticket.cost)
      return
    }
    guard let used else { return }
    tokens?.take(Double(used) - ticket.cost)
    meanCompletion += (max(0, Double(used) - ticket.promptTokens) - meanCompletion) / 16
  }

  private func cost(_ bytes: Int) -> Double { Governor.promptTokens(bytes) + meanCompletion }

  /// Four bytes make a token, roughly, in English and in Japanese.
  private static func promptTokens(_ bytes: Int) -> Double { Double(bytes) / 4 }
}

/// How many requests may be at a server at once, as its replies suggest.
///
/// Additive increase and multiplicative decrease, as TCP has it (Jacobson 1988): a refusal takes a
/// tenth; refusals in a row (a storm) take half, and everything waits for a while; whole rounds of
/// success give a quarter. A single refusal among many replies changes next to nothing.
struct Window {
  private let most: Double
  private(set) var size: Double
  private var successes = 0.0
  /// Troubles since the last success.
  private var streak = 0
  /// Storms since things went well.
  private var storms = 0
  private var shrunkAt: ContinuousClock.Instant?
  private var brokeAt: ContinuousClock.Instant?
  private(set) var pausedUntil: ContinuousClock.Instant?

  /// A window of `most` requests.
  init(most: Int) {
    self.most = Double(max(1, most))
    size = self.most
  }

  /// The server answered a request that was begun at `start`.
  mutating func succeeded(_ start: ContinuousClock.Instant) {
    streak = 0
    if brokeAt.map({ start >= $0 }) ?? true { storms = 0 }
    successes += 1
    guard successes >= size else { return }
    successes = 0
    size = min(most, size + max(1, size / 4))
  }

  /// The server asked for fewer requests, and perhaps to `wait`.
  mutating func refused(
    _ start: ContinuousClock.Instant, wait: Duration?, now: ContinuousClock.Instant
  ) {
    trouble(start, now)
    if streak >= min(3, Int(size)) { storm(start, wait: wait, now) }
  }

  /// The server failed; that many in a row are overload, a few are not.
  mutating func failed(
    _ start: ContinuousClock.Instant, wait: Duration?, now: ContinuousClock.Instant
  ) {
    streak += 1
    if streak >= min(20, max(5, Int(size / 4))) { storm(start, wait: wait, now) }
  }

  /// Takes a tenth, once for all requests that were under way together.
  private mutating func trouble(
    _ start: ContinuousClock.Instant, _ now: ContinuousClock.Instant
  ) {
    streak += 1
    guard shrunkAt.map({ start >= $0 }) ?? true else { return }
    shrunkAt = now
    size = max(1, size * 0.9)
  }

  private mutating func storm(
    _ start: ContinuousClock.Instant, wait: Duration?, _ now: ContinuousClock.Instant
  ) {
    if brokeAt.map({ start >= $0 }) ?? true {
      brokeAt = now
      storms += 1
      size = max(1, size / 2)
    }
    let own = Window.pause(afterStorms: storms)
    // A server that keeps refusing after the wait that it asked for is asked more rarely.
    let pause = wait.map { storms > 3 ? max($0, own) : $0 } ?? own
    let end = now + min(pause, Allowance.longest)
    pausedUntil = max(pausedUntil ?? end, end)
  }

  /// Half a second, doubled by each storm that follows, up to 30 s.
  private static func pause(afterStorms count: Int) -> Duration {
    .seconds(min(30, 0.5 * Double(1 << min(max(0, count - 1), 10))))
  }
}

/// A leaky bucket: so much a minute, evenly, with a little in reserve for what begins late.
///
/// It may go below zero, since what a request takes is known only after it: then it waits longer.
struct Bucket {
  private var level: Double
  private let capacity: Double
  private let perSecond: Double
  private var filledAt: ContinuousClock.Instant

  /// A full bucket for `perMinute`; `smallest` is what one taking may need.
  ///
  /// It holds what comes in a tenth of a second (at least `smallest`) and fills that much more
  /// slowly, so that no minute has more than `perMinute` and one taking.
  init(perMinute: Double, smallest: Double = 1, now: ContinuousClock.Instant) {
    capacity = max(smallest, perMinute / 600)
    perSecond = max(perMinute - (capacity - smallest), perMinute / 2) / 60
    level = capacity
    filledAt = now
  }

  /// How long it takes until `amount` (as far as it fits) can be taken; zero if it can be now.
  mutating func wait(for amount: Double, now: ContinuousClock.Instant) -> Duration {
    fill(now)
    let missing = min(amount, capacity) - level
    return missing <= 1e-9 ? .zero : .seconds(missing / perSecond)
  }

  /// Takes `amount`, or gives it back if it is negative.
  mutating func take(_ amount: Double) { level -= amount }

  private mutating func fill(_ now: ContinuousClock.Instant) {
    let seconds = (now - filledAt) / .seconds(1)
    guard seconds > 0 else { return }
    level = min(capacity, level + seconds * perSecond)
    filledAt = now
  }
}

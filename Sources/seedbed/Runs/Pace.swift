import Engine

/// How fast a run goes: over its last half minute, so that a slow beginning is forgotten.
struct Pace: Sendable {
  private struct Sample {
    var time: Duration
    var finished: Int
    var calls: Int
  }

  private var samples: [Sample] = [Sample(time: .zero, finished: 0, calls: 0)]
  private static let memory = Duration.seconds(30)

  /// Takes note of the figures at `time` since the beginning.
  mutating func add(_ tally: Tally, at time: Duration) {
    let total = tally.total
    let sample = Sample(
      time: time, finished: total.planned - total.pending - total.reused, calls: tally.calls)
    // A second apart, but for the last one.
    if samples.count > 1, time - samples[samples.count - 2].time < .seconds(1) {
      samples.removeLast()
    }
    samples.append(sample)
    let old = samples.prefix { time - $0.time > Pace.memory }.count
    samples.removeFirst(max(0, old - 1))
  }

  /// Requests answered in a second; nil before there is anything to tell.
  func callsPerSecond(at time: Duration) -> Double? { rate(at: time) { $0.calls } }

  /// Units finished in a second.
  func unitsPerSecond(at time: Duration) -> Double? { rate(at: time) { $0.finished } }

  private func rate(at time: Duration, _ count: (Sample) -> Int) -> Double? {
    guard let first = samples.first, let last = samples.last else { return nil }
    let seconds = (max(time, last.time) - first.time) / .seconds(1)
    let number = count(last) - count(first)
    return number > 0 && seconds > 0.2 ? Double(number) / seconds : nil
  }
}

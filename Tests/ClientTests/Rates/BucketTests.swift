import TestSupport
import Testing

@testable import Client

@Suite struct BucketTests {
  private let start = ContinuousClock.now

  /// When requests begin that are there from the start, in seconds.
  private func starts(_ perMinute: Double, count: Int) -> [Double] {
    var bucket = Bucket(perMinute: perMinute, now: start)
    var now = start
    return (0..<count).map { _ in
      let wait = bucket.wait(for: 1, now: now)
      now += wait
      bucket.take(1)
      return (now - start) / .seconds(1)
    }
  }

  @Test(arguments: [1, 7, 60, 500, 6000, 90_000] as [Double])
  func `no minute has more than it may, and hardly fewer`(_ perMinute: Double) {
    let starts = starts(perMinute, count: Int(perMinute) * 3)
    var first = 0
    for (index, time) in starts.enumerated() {
      while time - starts[first] >= 60 - 1e-6 { first += 1 }
      #expect(index - first + 1 <= Int(perMinute))
    }
    #expect(starts[starts.count - 1] < 181)
  }

  @Test func `what was taken too much is waited for`() {
    var bucket = Bucket(perMinute: 600, smallest: 10, now: start)
    #expect(bucket.wait(for: 25, now: start) == .zero)
    bucket.take(25)
    #expect(abs(bucket.wait(for: 10, now: start) / .seconds(1) - 2.5) < 0.01)
    bucket.take(-15)
    #expect(abs(bucket.wait(for: 10, now: start) / .seconds(1) - 1) < 0.01)
    #expect(bucket.wait(for: 10, now: start + .seconds(1)) == .zero)
  }
}

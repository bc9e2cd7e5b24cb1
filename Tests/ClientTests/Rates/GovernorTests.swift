import Testing

@testable import Client

/// The governor against servers that are played, on a clock that is turned by hand.
@Suite struct GovernorTests {
  private let start = ContinuousClock.now

  /// Lets a server answer `count` requests, each `latency` seconds after it began, by `reply`, which
  /// is given the second, and how many it sees at once; the result is when each began.
  private func play(
    _ governor: inout Governor, count: Int, latency: Double = 0.1, bytes: Int = 400,
    reply: (Double, Int) -> (Governor.Verdict, [String: String], Int?)
  ) -> [Double] {
    var (now, begun, open) = (0.0, [Double](), [(end: Double, ticket: Governor.Ticket)]())
    while begun.count < count || !open.isEmpty {
      var next = open.first?.end ?? .infinity
      let time = start + .seconds(now)
      if begun.count < count {
        switch governor.admission(bytes: bytes, now: time) {
        case .go:
          open.append((now + latency, governor.begin(bytes: bytes, now: time)))
          begun.append(now)
          continue
        case .wait(let until): next = min(next, (until - start) / .seconds(1))
        case .full: break
        }
      }
      // A little late, since seconds are not exact.
      now = max(now, next + 1e-6)
      while let first = open.first, first.end <= now {
        let (verdict, headers, used) = reply(now, open.count)
        open.removeFirst()
        governor.end(
          first.ticket, verdict, headers: headers, used: used, now: start + .seconds(now))
      }
    }
    return begun
  }

  @Test func `a server that takes everything gets all at once that may be`() {
    var governor = Governor(Limits(concurrency: 8), now: start)
    var most = 0
    let begun = play(&governor, count: 80) { _, open in
      most = max(most, open)
      return (.success, [:], nil)
    }
    #expect(most == 8)
    #expect(abs((begun.last ?? 0) - 0.9) < 0.001)
  }

  @Test func `single refusals and failures among answers change next to nothing`() {
    var governor = Governor(Limits(concurrency: 32), now: start)
    var number = 0
    let begun = play(&governor, count: 3200) { _, _ in
      number += 1
      return (
        number % 10 == 0 ? .refused(nil) : number % 7 == 0 ? .failed(nil) : .success, [:], nil
      )
    }
    // 10 s with nothing in the way.
    #expect(begun[begun.count - 1] < 16)
  }

  @Test func `a storm of refusals is waited out with few requests, each wait longer`() {
    var governor = Governor(Limits(concurrency: 16), now: start)
    let begun = play(&governor, count: 400) { now, _ in
      (now < 60 ? .refused(nil) : .success, [:], nil)
    }
    let during = begun.filter { $0 < 60 }
    #expect(during.count < 45)
    // It comes back to all that may be.
    let after = begun.filter { $0 >= 60 }
    #expect(after.count > 350 && (after.last ?? 0) - (after.first ?? 0) < 15)
  }

  @Test func `the wait that a server asks for is kept by all`() {
    var governor = Governor(Limits(concurrency: 4), now: start)
    let begun = play(&governor, count: 40) { now, _ in
      (now < 0.2 ? .refused(.seconds(7)) : .success, [:], nil)
    }
    #expect(begun.filter { $0 > 0.2 && $0 < 7.1 }.isEmpty)
    #expect((begun.last ?? 0) < 12)
  }

  @Test func `a burst of failures is waited out too`() {
    var governor = Governor(Limits(concurrency: 16), now: start)
    let begun = play(&governor, count: 300) { now, _ in
      (now < 20 ? .failed(nil) : .success, [:], nil)
    }
    #expect(begun.filter { $0 < 20 }.count < 80)
    #expect((begun.last ?? 0) < 45)
  }

  @Test func `a server that takes four at once is not given many more`() {
    var governor = Governor(Limits(concurrency: 64), now: start)
    var refused = 0
    _ = play(&governor, count: 2000) { _, open in
      if open > 4 { refused += 1 }
      return (open > 4 ? .refused(nil) : .success, [:], nil)
    }
    #expect(refused < 700)
  }

  @Test func `requests and tokens of a minute are kept to`() {
    var governor = Governor(Limits(requestsPerMinute: 60), now: start)
    let paced = play(&governor, count: 121) { _, _ in (.success, [:], nil) }
    #expect(abs((paced.last ?? 0) - 120) < 1)

    governor = Governor(Limits(tokensPerMinute: 6000), now: start)
    let begun = play(&governor, count: 60) { _, _ in (.success, [:], 300) }
    // 60 of 300 tokens are three minutes' worth, whatever was guessed before.
    #expect(abs((begun.last ?? 0) - 180) < 30)
  }

  @Test func `a server's own account of its limit is heeded before it refuses`() {
    // 10 requests in each 5 seconds.
    var governor = Governor(Limits(concurrency: 4), now: start)
    var counts: [Int: Int] = [:]
    var refused = 0
    let begun = play(&governor, count: 50, latency: 0.01) { now, _ in
      let period = Int(now / 5)
      counts[period, default: 0] += 1
      let left = 10 - counts[period, default: 0]
      if left < 0 { refused += 1 }
      let reset = Double(period + 1) * 5 - now
      return (
        left < 0 ? .refused(nil) : .success,
        [
          "x-ratelimit-remaining-requests": "\(max(0, left))",
          "x-ratelimit-reset-requests": "\(reset)s",
        ], nil
      )
    }
    #expect(refused == 0)
    #expect((begun.last ?? 0) < 21)
  }

  @Test func `tokens that a server says are left are heeded`() {
    var governor = Governor(Limits(concurrency: 4), now: start)
    let headers = ["x-ratelimit-remaining-tokens": "10", "x-ratelimit-reset-tokens": "30s"]
    let begun = play(&governor, count: 8) { now, _ in (.success, now < 1 ? headers : [:], 600) }
    #expect(begun.filter { $0 < 30 }.count == 4)
    #expect((begun.last ?? 0) < 32)
  }
}

import Client
import Testing

@Suite struct RetryPolicyTests {
  private let policy = RetryPolicy()

  private func delays(jitter: Double) -> [Duration?] {
    (1...6).map { policy.delay(afterAttempt: $0, retryAfter: nil, jitter: jitter) }
  }

  @Test func `waits double, spread over their upper half, until attempts are used up`() {
    #expect(
      delays(jitter: 0) == [
        .milliseconds(250), .milliseconds(500), .seconds(1), .seconds(2), .seconds(4), nil,
      ])
    #expect(
      delays(jitter: 0.5) == [
        .milliseconds(375), .milliseconds(750), .milliseconds(1500), .seconds(3), .seconds(6), nil,
      ])
  }

  @Test func `waits stop growing at the cap`() {
    let long = RetryPolicy(attempts: .max)
    #expect(long.delay(afterAttempt: 1000, retryAfter: nil, jitter: 0) == .seconds(15))
  }

  @Test func `a server is obeyed up to the limit, and never asked too early`() {
    #expect(policy.delay(afterAttempt: 1, retryAfter: .seconds(60), jitter: 0) == .seconds(60))
    #expect(policy.delay(afterAttempt: 1, retryAfter: .seconds(60), jitter: 0.5) == .seconds(63))
    #expect(policy.delay(afterAttempt: 1, retryAfter: .zero, jitter: 0) == .zero)
    #expect(policy.delay(afterAttempt: 1, retryAfter: .seconds(121), jitter: 0) == nil)
    #expect(policy.delay(afterAttempt: 6, retryAfter: .seconds(1), jitter: 0) == nil)
  }
}

import Testing

@testable import Client

@Suite struct AllowanceTests {
  private let now = ContinuousClock.now

  private func allowance(_ remaining: String?, _ reset: String?) -> Allowance? {
    var headers: [String: String] = [:]
    headers["x-ratelimit-remaining-requests"] = remaining
    headers["x-ratelimit-reset-requests"] = reset
    return Allowance(headers, "requests", inFlight: 2, now: now)
  }

  @Test(arguments: [
    ("12ms", 0.012), ("1s", 1), ("6m0s", 360), ("1m30.5s", 90.5), ("1h2m3s", 3723), ("7", 7),
    ("0.25", 0.25), ("1d", 86_400),
  ])
  func `durations are read as Go writes them, or as seconds`(_ text: String, _ seconds: Double) {
    let read = Allowance.duration(text).map { $0 / .seconds(1) }
    #expect(abs((read ?? -1) - seconds) < 1e-9)
  }

  @Test(arguments: ["", "soon", "s", "1x", "1m2", "-", "nan", "infinity"])
  func `other texts are no durations`(_ text: String) {
    #expect(Allowance.duration(text) == nil)
  }

  @Test func `what is left is less by what is under way`() {
    #expect(allowance("10", "30s")?.left == 8)
    #expect(allowance("10", "30s")?.until == now + .seconds(30))
  }

  @Test func `what says nothing of use is not heeded`() {
    #expect(allowance(nil, "30s") == nil)
    #expect(allowance("10", nil) == nil)
    #expect(allowance("-1", "30s") == nil)
    #expect(allowance("10", "0") == nil)
    #expect(allowance("10", "6h0m0s") == nil)
    #expect(allowance("many", "1s") == nil)
  }
}

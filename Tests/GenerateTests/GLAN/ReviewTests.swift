import Engine
import Store
import TestSupport
import Testing

@testable import Generate

/// Runs that stop below what nobody accepted.
@Suite struct ReviewTests {
  private func order(_ change: (inout Order) -> Void = { _ in }) -> Order {
    TaxonomyTests.order {
      $0.isReviewed = true
      $0.extent.until = "syllabi"
      change(&$0)
    }
  }

  @Test func `it stops at each level, and goes on exactly below what was accepted`() async throws {
    let bench = try Bench()
    let double = try Teacher().double()
    let first = try await bench.run(double, order())
    #expect(first.waiting == 2 && first.missing == 0 && double.server.requestCount == 1)
    #expect(try await bench.lines("SELECT DISTINCT kind FROM waiting") == ["field"])
    let field = try await bench.count("SELECT min(id) FROM waiting")
    try await bench.accept(field)
    let second = try await bench.run(double, order())
    #expect(double.server.requestCount == 2 && second.waiting == 1 + 4)
    // What came since is not accepted; accepting the field again takes its disciplines along.
    try await bench.accept(field)
    try await bench.run(double, order())
    #expect(double.server.requestCount == 2 + 4)
    #expect(
      try await bench.lines("SELECT kind, count(*) FROM waiting GROUP BY kind ORDER BY kind")
        == ["field | 1", "subject | 8"])
    try await bench.accept(try await bench.count("SELECT min(id) FROM subjects"))
    try await bench.run(double, order())
    #expect(double.server.requestCount == 6 + 1)
    #expect(try await bench.count("SELECT count(*) FROM syllabi") == 1)
  }

  @Test func `what is rejected is gone, with what is below, and waits no more`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double(), TaxonomyTests.order())
    let fields = try await bench.lines("SELECT id FROM fields ORDER BY id").compactMap { Int($0) }
    try await bench.accept(fields[0])
    try await bench.reject(fields[1])
    let double = try Teacher().double()
    let tally = try await bench.run(double, order { $0.extent.until = "subjects" })
    #expect(double.server.requestCount == 4 && tally.waiting == 0)
    #expect(
      try await bench.count("SELECT count(*) FROM disciplines WHERE status = 'rejected'") == 4)
  }

  @Test func `with everything accepted it ends as a run without review`() async throws {
    let expected = try Bench()
    try await expected.run(try Teacher().double(), order { $0.isReviewed = false })
    let bench = try Bench()
    let double = try Teacher().double()
    for _ in 0..<4 {
      try await bench.run(double, order())
      let waiting = try await bench.lines("SELECT id FROM waiting").compactMap { Int($0) }
      try await bench.accept(waiting)
    }
    #expect(try await bench.outcome() == (try await expected.outcome()))
    #expect(try await bench.count("SELECT count(*) FROM waiting") == 0)
  }

  @Test func `disciplines that were given by name wait, too`() async throws {
    let bench = try Bench()
    let double = try Teacher().double()
    let reviewed = Order { $0.isReviewed = true }
    let tally = try await bench.run(double, reviewed)
    #expect(tally.waiting == 2 && tally.total.planned == 0 && double.server.requestCount == 0)
    try await bench.run(double, reviewed)
    #expect(try await bench.count("SELECT count(*) FROM screening") == 1)
    try await bench.run(double)
    #expect(try await bench.count("SELECT count(*) FROM waiting") == 0)
    #expect(double.server.requestCount == 38)
  }
}

import Testing

@testable import Client

@Suite struct ServersTests {
  private let start = ContinuousClock.now
  private func servers(_ count: Int) -> Servers {
    Servers((0..<count).map { Address("http://h\($0)/v1") }, rest: .seconds(5))
  }

  @Test func `servers take turns`() {
    var servers = servers(3)
    #expect((0..<6).map { _ in servers.take(now: start) } == [0, 1, 2, 0, 1, 2])
  }

  @Test func `the least busy one is next`() {
    var servers = servers(2)
    for _ in 0..<4 { _ = servers.take(now: start) }
    servers.finish(1, .good, now: start)
    servers.finish(1, .good, now: start)
    #expect((0..<2).map { _ in servers.take(now: start) } == [1, 1])
  }

  @Test func `one that cannot be reached rests a while, unless all do`() {
    var servers = servers(2)
    servers.finish(servers.take(now: start), .unreachable, now: start)
    #expect((0..<3).map { _ in servers.take(now: start) } == [1, 1, 1])
    servers.finish(1, .unknown, now: start)
    #expect(servers.take(now: start) == 1)
    #expect(servers.take(now: start + .seconds(6)) == 0)
    servers.finish(1, .unreachable, now: start)
    servers.finish(0, .unreachable, now: start)
    #expect(Set((0..<4).map { _ in servers.take(now: start) }) == [0, 1])
  }

  @Test func `one that fails three times in a row rests, and a success in between forgives`() {
    var servers = servers(2)
    func fail(_ count: Int, _ servers: inout Servers) {
      for _ in 0..<count { servers.finish(0, .failing, now: start) }
    }
    for _ in 0..<12 { _ = servers.take(now: start) }
    fail(2, &servers)
    servers.finish(0, .good, now: start)
    fail(2, &servers)
    #expect(servers.take(now: start) == 0)
    fail(1, &servers)
    #expect((0..<3).map { _ in servers.take(now: start) } == [1, 1, 1])
  }

  @Test func `one that has rested gets a single request until it has answered`() {
    var servers = servers(2)
    servers.finish(servers.take(now: start), .unreachable, now: start)
    let later = start + .seconds(6)
    #expect((0..<4).map { _ in servers.take(now: later) } == [1, 0, 1, 1])
    servers.finish(0, .good, now: later)
    #expect((0..<3).map { _ in servers.take(now: later) } == [0, 0, 0])
  }

  @Test func `each rest in a row is longer, up to a minute`() {
    var servers = servers(2)
    var now = start
    var rests: [Int] = []
    for _ in 0..<6 {
      while true {
        let index = servers.take(now: now)
        servers.finish(index, index == 0 ? .unreachable : .good, now: now)
        if index == 0 { break }
      }
      let laid = now
      var index = 1
      repeat {
        now += .seconds(1)
        index = servers.take(now: now)
        servers.finish(index, .unknown, now: now)
      } while index != 0 && now - laid < .seconds(100)
      rests.append(Int((now - laid) / .seconds(1)))
      now += .zero
    }
    #expect(rests.allSatisfy { $0 >= 5 && $0 <= 62 })
    #expect(rests == rests.sorted() && rests[0] < rests[2])
  }
}

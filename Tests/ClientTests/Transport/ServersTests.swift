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
    servers.finish(1, reached: true, now: start)
    servers.finish(1, reached: true, now: start)
    #expect((0..<2).map { _ in servers.take(now: start) } == [1, 1])
  }

  @Test func `one that cannot be reached rests a while, unless all do`() {
    var servers = servers(2)
    servers.finish(servers.take(now: start), reached: false, now: start)
    #expect((0..<3).map { _ in servers.take(now: start) } == [1, 1, 1])
    servers.finish(1, reached: nil, now: start)
    #expect(servers.take(now: start) == 1)
    #expect(servers.take(now: start + .seconds(6)) == 0)
    servers.finish(1, reached: false, now: start)
    servers.finish(0, reached: false, now: start)
    #expect(Set((0..<4).map { _ in servers.take(now: start) }) == [0, 1])
  }
}

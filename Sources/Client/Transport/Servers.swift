/// The servers behind one endpoint: who gets the next request.
///
/// The least busy one does; among equals they take turns. A server that could not be connected to
/// rests for a while, unless all do.
struct Servers {
  private var servers: [Server]
  private var turn = 0
  /// How long a server rests after an error.
  private let rest: Duration

  private struct Server {
    let address: Address
    var inFlight = 0
    var restsUntil: ContinuousClock.Instant?
  }

  init(_ addresses: [Address], rest: Duration) {
    servers = addresses.map { Server(address: $0) }
    self.rest = rest
  }

  /// The address of the server at `index`.
  subscript(index: Int) -> Address { servers[index].address }

  /// The server that gets the next request; ``finish(_:reached:now:)`` must follow.
  mutating func take(now: ContinuousClock.Instant) -> Int {
    let order = servers.indices.map { (turn + $0) % servers.count }
    let rested = order.filter { (servers[$0].restsUntil ?? now) <= now }
    let best = (rested.isEmpty ? order : rested).min { servers[$0].inFlight < servers[$1].inFlight }
    let index = best ?? 0
    turn = (index + 1) % servers.count
    servers[index].inFlight += 1
    return index
  }

  /// A request to the server at `index` is over; `reached` tells whether it was connected to, nil
  /// that this is not known.
  mutating func finish(_ index: Int, reached: Bool?, now: ContinuousClock.Instant) {
    servers[index].inFlight -= 1
    if let reached { servers[index].restsUntil = reached ? nil : now + rest }
  }
}

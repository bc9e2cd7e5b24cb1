/// The servers behind one endpoint: who gets the next request.
///
/// The least busy one does; among equals they take turns. A server that could not be connected to, or
/// that failed a few times in a row, rests for a while, each time longer, unless all do. Then it
/// gets one request at a time until it has answered one.
struct Servers {
  private var servers: [Server]
  private var turn = 0
  /// How long a server rests the first time.
  private let rest: Duration
  private static let longestRest = Duration.seconds(60)
  /// So many failures in a row are no accident.
  private static let patience = 3

  /// What a request's end says of its server.
  enum Health {
    case good
    /// Nobody there.
    case unreachable
    /// It broke off, or answered with a failure of its own.
    case failing
    /// Nothing.
    case unknown
  }

  private struct Server {
    let address: Address
    var inFlight = 0
    /// In a row.
    var failures = 0
    /// In a row.
    var rests = 0
    var restsUntil: ContinuousClock.Instant?

    func isReady(_ now: ContinuousClock.Instant) -> Bool {
      (restsUntil ?? now) <= now && (rests == 0 || inFlight == 0)
    }

    mutating func recover() { (failures, rests, restsUntil) = (0, 0, nil) }
  }

  init(_ addresses: [Address], rest: Duration) {
    servers = addresses.map { Server(address: $0) }
    self.rest = rest
  }

  /// The address of the server at `index`.
  subscript(index: Int) -> Address { servers[index].address }

  /// The server that gets the next request; ``finish(_:_:now:)`` must follow.
  mutating func take(now: ContinuousClock.Instant) -> Int {
    let order = servers.indices.map { (turn + $0) % servers.count }
    let ready = order.filter { servers[$0].isReady(now) }
    let best = (ready.isEmpty ? order : ready).min { servers[$0].inFlight < servers[$1].inFlight }
    let index = best ?? 0
    turn = (index + 1) % servers.count
    servers[index].inFlight += 1
    return index
  }

  /// A request to the server at `index` is over.
  mutating func finish(_ index: Int, _ health: Health, now: ContinuousClock.Instant) {
    servers[index].inFlight -= 1
    switch health {
    case .unknown: break
    case .good: servers[index].recover()
    case .unreachable: lay(index, now)
    case .failing:
      servers[index].failures += 1
      if servers[index].failures >= Servers.patience { lay(index, now) }
    }
  }

  /// Sends a server to rest; those that failed together count once.
  private mutating func lay(_ index: Int, _ now: ContinuousClock.Instant) {
    if let end = servers[index].restsUntil, end > now { return }
    let doubled = rest * (1 << min(servers[index].rests, 10))
    servers[index].restsUntil = now + max(rest, min(doubled, Servers.longestRest))
    servers[index].rests += 1
  }
}

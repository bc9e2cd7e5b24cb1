import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// The loopback server's thread: one poll loop over all connections.
///
/// Not Sendable: it is made, run and dropped on one thread.
final class ServerLoop {
  private let listener: Int32
  private let wake: Int32
  private let log: ServerLog
  private let handler: @Sendable (HTTPRequest) -> HTTPReply
  private let refuses: @Sendable (Int) -> Bool
  private var connections: [Int32: ServerConnection] = [:]
  private var connectionCount = 0

  /// A loop over connections to `listener` that ends when `wake` can be read.
  init(
    listener: Int32, wake: Int32, log: ServerLog, refuses: @escaping @Sendable (Int) -> Bool,
    handler: @escaping @Sendable (HTTPRequest) -> HTTPReply
  ) {
    self.listener = listener
    self.wake = wake
    self.log = log
    self.refuses = refuses
    self.handler = handler
  }

  deinit {
    for socket in connections.keys { close(socket) }
    close(listener)
    close(wake)
  }

  /// Serves until the wake descriptor can be read.
  func run() {
    while true {
      var entries = [listener, wake].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      entries += connections.values.map { pollfd(fd: $0.socket, events: $0.events, revents: 0) }
      poll(&entries, nfds_t(entries.count), timeout)
      if entries[1].revents != 0 { return }
      if entries[0].revents != 0 { acceptAll() }
      let ready = Set(entries.dropFirst(2).lazy.filter { $0.revents != 0 }.map(\.fd))
      let now = ServerConnection.now
      for (socket, connection) in connections
      where ready.contains(socket) || (connection.dueAt ?? .max) <= now {
        advance(connection, isReady: ready.contains(socket))
      }
    }
  }

  /// Milliseconds until the next delayed step; -1 for ever.
  private var timeout: Int32 {
    guard let due = connections.values.lazy.compactMap(\.dueAt).min() else { return -1 }
    let now = ServerConnection.now
    return due <= now ? 0 : Int32(min((due - now + 999_999) / 1_000_000, 60_000))
  }

  private func acceptAll() {
    while let socket = Socket.accept(listener) {
      connectionCount += 1
      guard !refuses(connectionCount) else {
        Socket.reset(socket)
        continue
      }
      connections[socket] = ServerConnection(socket, number: connectionCount)
      log.addConnection()
    }
  }

  private func advance(_ connection: ServerConnection, isReady: Bool) {
    let wasAnswering = connection.isAnswering
    var isOpen = !isReady || connection.receive()
    if !isOpen, wasAnswering { log.addAbandoned() }
    if isOpen {
      isOpen = connection.advance { handler(log.add($0)) }
    }
    log.noteAnswering(was: wasAnswering, is: isOpen && connection.isAnswering)
    guard !isOpen else { return }
    connections[connection.socket] = nil
    connection.end()
  }
}

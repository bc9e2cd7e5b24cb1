import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A real HTTP/1.1 server on a free port of 127.0.0.1, with connections that stay open and replies
/// that can go wrong in every way a network knows.
///
/// The handler is called on the server's one thread, in order of arrival: it must not block.
public final class LoopbackServer: Sendable {
  /// The port.
  public let port: Int
  private let log: ServerLog
  private let wake: Mutex<Int32>

  /// Starts a server that answers by `handler`; `keepsRequests` false saves memory in long tests.
  ///
  /// It resets the connections, counted from 1, that it `refuses`, before it has read anything.
  public init(
    keepsRequests: Bool = true, refuses: @escaping @Sendable (Int) -> Bool = { _ in false },
    _ handler: @escaping @Sendable (HTTPRequest) -> HTTPReply
  ) throws {
    let (listener, port) = try Socket.listen()
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Socket.Failure(description: "no pipe") }
    let (reader, log) = (ends[0], ServerLog(keepsRequests: keepsRequests))
    self.port = port
    self.log = log
    wake = Mutex(ends[1])
    Thread.detachNewThread {
      ServerLoop(
        listener: listener, wake: reader, log: log, refuses: refuses, handler: handler
      ).run()
    }
  }

  deinit { stop() }

  /// Closes the listening socket and all connections; a second time does nothing.
  public func stop() {
    wake.withLock { end in
      guard end >= 0 else { return }
      _ = write(end, [1], 1)
      close(end)
      end = -1
    }
  }

  /// The base URL, as an endpoint's servers have it.
  public var baseURL: String { "http://127.0.0.1:\(port)/v1" }
  /// The requests in order of arrival, unless they are not kept.
  public var requests: [HTTPRequest] { log.current.requests }
  /// How many requests came.
  public var requestCount: Int { log.current.requestCount }
  /// How many connections were accepted.
  public var connectionCount: Int { log.current.connections }
  /// How many connections were left by the other side while a reply was under way.
  public var abandonedCount: Int { log.current.abandoned }
  /// The most replies that were under way at one time.
  public var peakInFlight: Int { log.current.peak }
}

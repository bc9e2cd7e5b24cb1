import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Sockets on 127.0.0.1, as far as a test server needs them.
///
/// Descriptors are the caller's to close.
enum Socket {
  /// Why no server could be started.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// A listening socket on a free port, and the port.
  static func listen() throws -> (socket: Int32, port: Int) {
    #if os(Linux)
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let socket = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && Foundation.listen(socket, 4096) == 0
          && getsockname(socket, $0, &length) == 0
      }
    }
    guard socket >= 0, isBound else {
      throw Failure(description: "no loopback socket: \(String(cString: strerror(errno)))")
    }
    prepare(socket)
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A connection that waits at `socket`; nil if none does.
  static func accept(_ socket: Int32) -> Int32? {
    let connection = Foundation.accept(socket, nil, nil)
    guard connection >= 0 else { return nil }
    prepare(connection)
    var one: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(connection, Int32(IPPROTO_TCP), TCP_NODELAY, &one, size)
    return connection
  }

  /// Closes `connection` so that its other end sees a reset.
  static func reset(_ connection: Int32) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    close(connection)
  }

  /// Sends what it can of `bytes`; returns how many, nil if the connection is gone.
  static func send(_ connection: Int32, _ bytes: ArraySlice<UInt8>) -> Int? {
    #if os(Linux)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    let sent = bytes.withUnsafeBytes {
      Foundation.send(connection, $0.baseAddress, $0.count, flags)
    }
    if sent >= 0 { return sent }
    return errno == EAGAIN ? 0 : nil
  }

  /// Adds what has arrived to `input`; false if the other side is gone.
  static func receive(_ connection: Int32, into input: inout [UInt8]) -> Bool {
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
      let count = recv(connection, buffer.baseAddress, buffer.count, 0)
      if count > 0 { input.append(contentsOf: buffer[..<count]) }
      return count > 0 || (count < 0 && errno == EAGAIN)
    }
  }

  /// Calls on `socket` return at once, and child processes do not inherit it.
  private static func prepare(_ socket: Int32) {
    _ = fcntl(socket, F_SETFL, fcntl(socket, F_GETFL) | O_NONBLOCK)
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
  }
}

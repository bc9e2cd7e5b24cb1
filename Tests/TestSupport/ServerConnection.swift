import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// One connection of the loopback server, kept alive over its requests.
final class ServerConnection {
  let socket: Int32
  private let number: Int
  private var input: [UInt8] = []
  private var output: ArraySlice<UInt8> = []
  private var steps: [ReplyStep] = []
  private var isReset = false
  private var isClosed = false
  /// When the next step is due, on the clock of ``now``.
  private(set) var dueAt: UInt64?

  init(_ socket: Int32, number: Int) {
    self.socket = socket
    self.number = number
  }

  /// Nanoseconds of a clock that only runs forward.
  static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  /// Whether a reply is under way.
  var isAnswering: Bool { !steps.isEmpty || !output.isEmpty || dueAt != nil }

  /// What to poll for.
  var events: Int16 { Int16(POLLIN) | (output.isEmpty ? 0 : Int16(POLLOUT)) }

  /// Reads what has arrived; false if the other side is gone.
  func receive() -> Bool { Socket.receive(socket, into: &input) }

  /// Does all that can be done now; false if the connection is to be ended.
  func advance(_ handler: (HTTPRequest) -> HTTPReply) -> Bool {
    while flush() {
      if let due = dueAt {
        guard due <= ServerConnection.now else { return true }
        dueAt = nil
      }
      if let step = steps.popLast() {
        perform(step)
      } else if let request = HTTPRequest(from: &input, number: 0, connection: number) {
        steps = handler(request).steps
      } else {
        return true
      }
    }
    return !isClosed
  }

  /// Closes the socket.
  func end() {
    if isReset { Socket.reset(socket) } else { close(socket) }
  }

  /// Sends what it can; true if nothing is left to send and the connection goes on.
  private func flush() -> Bool {
    guard !isClosed else { return false }
    guard !output.isEmpty else { return true }
    guard let sent = Socket.send(socket, output) else {
      isClosed = true
      return false
    }
    output = output.dropFirst(sent)
    return output.isEmpty
  }

  private func perform(_ step: ReplyStep) {
    switch step {
    case .send(let bytes): output = bytes[...]
    case .wait(let milliseconds): dueAt = ServerConnection.now + UInt64(milliseconds) * 1_000_000
    case .close: isClosed = true
    case .reset: (isReset, isClosed) = (true, true)
    case .hang: dueAt = .max
    }
  }
}

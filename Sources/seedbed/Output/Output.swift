import Synchronization

/// Standard output: data, gathered into large writes.
final class Output: Sendable {
  /// The reader has gone (`seedbed query … | head`); nothing is wrong, but more is useless.
  struct ReaderGone: Error {}

  /// The bytes could not be written.
  struct Failure: Error, CustomStringConvertible {
    /// A sentence with the system's reason.
    let description: String
  }

  private let capacity: Int
  private let send: @Sendable ([UInt8]) throws -> Void
  private let waiting = Mutex<[UInt8]>([])

  /// An output that gathers `capacity` bytes before it calls `send`, which throws ``ReaderGone`` or
  /// ``Failure``.
  init(capacity: Int = 1 << 16, send: @escaping @Sendable ([UInt8]) throws -> Void) {
    self.capacity = capacity
    self.send = send
  }

  /// Writes `text`.
  func write(_ text: String) throws {
    try write { $0.append(contentsOf: text.utf8) }
  }

  /// Writes what `fill` appends to the bytes that wait.
  func write(filling fill: (inout [UInt8]) throws -> Void) throws {
    try waiting.withLock { bytes in
      try fill(&bytes)
      if bytes.count >= capacity { try empty(&bytes) }
    }
  }

  /// Sends everything that waits.
  func flush() throws {
    try waiting.withLock { bytes in
      if !bytes.isEmpty { try empty(&bytes) }
    }
  }

  /// Sends `bytes` and forgets them, even if they could not be sent.
  private func empty(_ bytes: inout [UInt8]) throws {
    defer { bytes.removeAll(keepingCapacity: true) }
    try send(bytes)
  }
}

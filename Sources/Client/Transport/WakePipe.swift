#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A bell between threads: one rings it, another waits for it among its sockets.
final class WakePipe: Sendable {
  /// Readable while the bell has rung and was not heard yet; -1 if there is no descriptor left.
  let readEnd: Int32
  private let writeEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    (readEnd, writeEnd) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Whether the pipe could be made.
  var isUsable: Bool { readEnd >= 0 }

  /// Rings; from any thread.
  func ring() { _ = write(writeEnd, [1], 1) }

  /// Takes note of all rings so far.
  func hear() {
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { buffer in
      while read(readEnd, buffer.baseAddress, buffer.count) == buffer.count {}
    }
  }
}

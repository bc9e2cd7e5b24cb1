#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The open files of the process.
enum Descriptor {
  /// Lets a write to a closed pipe fail instead of ending the process.
  static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

  /// Writes all of `bytes`; throws ``Output/ReaderGone`` or ``Output/Failure``.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        wait(for: descriptor)
      } else if errno != EINTR {
        throw failure(errno)
      }
    }
  }

  private static func failure(_ code: Int32) -> any Error {
    if code == EPIPE { return Output.ReaderGone() }
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    let advice = code == ENOSPC ? "; free some space and run the command again" : ""
    return Output.Failure(description: "cannot write the output: \(reason)\(advice)")
  }

  /// Waits until a file that does not block takes more.
  private static func wait(for descriptor: Int32) {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    poll(&request, 1, -1)
  }
}

/// `write(2)`, out of the shadow of ``Descriptor/write(_:to:)``.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

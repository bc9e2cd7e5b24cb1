import Store
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file to which all talk is added, each line after the time.
final class LogFile: Sendable {
  private let descriptor: Int32
  private let now: @Sendable () -> String
  private let hasFailed = Mutex(false)

  /// Opens the file at `path` to add to it, and makes it if need be.
  init(
    path: String, now: @escaping @Sendable () -> String = { timestamp() }
  ) throws(UsageError) {
    descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
    self.now = now
    if descriptor < 0 {
      let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
      throw UsageError("--log cannot write \(path): \(reason)")
    }
  }

  deinit { close(descriptor) }

  /// Adds `text`, whose lines end by themselves; a disk that is full is told of once.
  func write(_ text: String) {
    let time = now()
    let lines = text.split(separator: "\n").map { "\(time) \($0)\n" }.joined()
    do {
      try Descriptor.write(Array(lines.utf8), to: descriptor)
    } catch {
      let isFirst = hasFailed.withLock { failed in
        defer { failed = true }
        return !failed
      }
      if isFirst { try? Descriptor.write(Array("warning: --log: \(error)\n".utf8), to: 2) }
    }
  }
}

import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C: the first lets what is in flight finish, the second ends the program at once.
///
/// Nothing that was committed is lost by either.
final class Interruption: Sendable {
  private let count = Mutex(0)
  // Dispatch's objects may be used from any thread; they are only not declared so.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

  /// True once the user interrupted.
  var happened: Bool { count.withLock { $0 > 0 } }

  /// Calls `stop` at the first interrupt or termination signal, and `leave` before a second one ends
  /// the program.
  ///
  /// It waits until both are watched: a signal in between would be ignored and lost.
  init(
    _ stop: @escaping @Sendable () -> Void, beforeLeaving leave: @escaping @Sendable () -> Void
  ) {
    let queue = DispatchQueue(label: "seedbed.signals")
    sources = [SIGINT, SIGTERM].map { number in
      // The default action would end the program before the source sees the signal.
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    let isWatched = DispatchSemaphore(value: 0)
    for source in sources {
      source.setRegistrationHandler { isWatched.signal() }
      source.setEventHandler { [weak self] in
        guard let self else { return }
        let times = count.withLock { count in
          count += 1
          return count
        }
        guard times == 1 else {
          leave()
          _exit(ExitStatus.interrupted.rawValue)
        }
        stop()
      }
      source.resume()
    }
    for _ in sources { isWatched.wait() }
  }

  /// Gives the signals their usual meaning back.
  func end() {
    for source in sources { source.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
  }
}

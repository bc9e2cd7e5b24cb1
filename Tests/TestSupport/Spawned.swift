import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A program of its own process, started by `posix_spawn`.
///
/// Foundation's `Process.run` reads memory that is not its own when several tests start programs at
/// once (Swift 6.3 on Linux), and hands blocked signals down.
public struct Spawned: Sendable {
  /// The process.
  public let id: Int32

  /// Starts the program at `path` with files for its standard input, output and error.
  ///
  /// It has `environment` and nothing else, no other open file, and no signal blocked or ignored.
  public init(
    _ path: String, _ arguments: [String], environment: [String: String] = [:],
    input: String = "/dev/null", output: String = "/dev/null", talk: String = "/dev/null"
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // A terminal stays whose it is.
    let written = O_WRONLY | O_CREAT | O_TRUNC | O_NOCTTY
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, written, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, talk, written, 0o600)
    // Whatever other tests have open; closing what is not open is no error.
    for descriptor in 3..<min(Int32(sysconf(Int32(_SC_OPEN_MAX))), 1024) {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var process: pid_t = 0
    let code = Spawned.withTexts([path] + arguments) { arguments in
      Spawned.withTexts(environment.map { "\($0.key)=\($0.value)" }) { environment in
        posix_spawn(&process, path, &actions, &attributes, arguments, environment)
      }
    }
    guard code == 0 else { throw Failure(path: path, code: code) }
    id = process
  }

  /// A program that could not be started.
  public struct Failure: Error {
    let path: String
    let code: Int32
  }

  /// Sends a signal.
  public func send(_ signal: Int32) { kill(id, signal) }

  /// Waits for the end, on this thread; `beforeReaping` is called while the number still is its own.
  ///
  /// - Returns: The exit status, or the signal that ended it.
  @discardableResult
  public func wait(beforeReaping: () -> Void = {}) -> (status: Int32, wasKilled: Bool) {
    var information = siginfo_t()
    while waitid(P_PID, id_t(id), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    beforeReaping()
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? ((status >> 8) & 0xFF, false) : (signal, true)
  }

  /// Calls `body` with `texts` as C has them, ended by a null.
  private static func withTexts(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
  ) -> Int32 {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}

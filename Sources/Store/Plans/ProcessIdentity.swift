internal import FoundationEssentials

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Which process holds a lease, so that a killed one loses it at once and without a time-out.
///
/// A process is its number together with the boot and the tick it started at: numbers are used
/// again. Where `/proc` is missing, the number alone has to do.
public struct ProcessIdentity: Sendable, Hashable {
  /// `boot/number/start`, as table `run` has it.
  public let text: String

  /// The identity written as `text`.
  public init(stored text: String) { self.text = text }

  /// This process.
  public static let current = ProcessIdentity(of: getpid())

  init(of pid: pid_t) {
    text = "\(ProcessIdentity.boot)/\(pid)/\(ProcessIdentity.start(of: pid) ?? "")"
  }

  /// True if the process still runs on this machine.
  public var isAlive: Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let pid = pid_t(parts[1]), parts[0] == ProcessIdentity.boot else {
      return false
    }
    guard kill(pid, 0) == 0 || errno == EPERM else { return false }
    return parts[2].isEmpty || ProcessIdentity.start(of: pid) == String(parts[2])
  }

  private static let boot: String = {
    let id = try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    return id.map { $0.filter { !$0.isWhitespace } } ?? ""
  }()

  /// The 22nd field of `/proc/PID/stat`, counted after the name, which may hold spaces; nil also
  /// for a process that has ended and only waits for its parent (state Z).
  private static func start(of pid: pid_t) -> String? {
    guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      let name = stat.lastIndex(of: ")")
    else { return nil }
    let fields = stat[stat.index(after: name)...].split(separator: " ")
    return fields.count > 19 && fields[0] != "Z" ? String(fields[19]) : nil
  }
}

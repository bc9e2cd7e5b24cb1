#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The processors of this machine.
public enum Processors {
  /// How many are switched on.
  public static let count = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

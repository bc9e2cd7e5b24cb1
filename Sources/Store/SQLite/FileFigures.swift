#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the system knows of a file.
///
/// `FileManager` tells the same, but its numbers have another type where only FoundationEssentials is
/// there than where all of Foundation is.
public struct FileFigures: Sendable {
  /// In bytes.
  public let size: Int
  private let device: UInt64
  private let number: UInt64

  /// The figures of the file to which `path` leads; nil if there is none.
  public init?(path: String) {
    var found = stat()
    guard stat(path, &found) == 0 else { return nil }
    size = Int(found.st_size)
    device = UInt64(truncatingIfNeeded: found.st_dev)
    number = UInt64(found.st_ino)
  }

  /// Whether both are one file, perhaps by two names.
  public func isSame(as other: FileFigures) -> Bool {
    device == other.device && number == other.number
  }
}

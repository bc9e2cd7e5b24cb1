import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A pseudo-terminal: a program that has its `path` open takes it for a terminal.
public final class PseudoTerminal: Sendable {
  /// What a program opens.
  public let path: String
  private let main: Int32
  /// Kept open, so that what was said is not lost when the program ends.
  private let other: Int32

  /// A terminal of `columns` and `lines`.
  public init(columns: Int, lines: Int = 50) throws {
    main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    guard main >= 0, let name = PseudoTerminal.unlock(main) else { throw Failure(code: errno) }
    path = name
    other = open(path, O_RDWR | O_NOCTTY)
    guard other >= 0 else { throw Failure(code: errno) }
    resize(columns: columns, lines: lines)
  }

  deinit {
    close(other)
    close(main)
  }

  /// A pseudo-terminal could not be had.
  public struct Failure: Error { let code: Int32 }

  /// Allows the other end of `main` to be opened, and names it.
  private static func unlock(_ main: Int32) -> String? {
    #if canImport(Glibc)
      // grantpt(3) and its like are hidden from Swift; these are what they call (ioctl_tty(2)).
      let (unlockOther, otherNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
      var (isLocked, number): (Int32, UInt32) = (0, 0)
      guard ioctl(main, unlockOther, &isLocked) == 0, ioctl(main, otherNumber, &number) == 0 else {
        return nil
      }
      return "/dev/pts/\(number)"
    #else
      guard grantpt(main) == 0, unlockpt(main) == 0 else { return nil }
      return ptsname(main).map { String(cString: $0) }
    #endif
  }

  /// Gives the window another size.
  public func resize(columns: Int, lines: Int = 50) {
    var size = winsize()
    (size.ws_col, size.ws_row) = (UInt16(columns), UInt16(lines))
    _ = ioctl(main, UInt(TIOCSWINSZ), &size)
  }

  /// Reads on a thread of its own until `isEnough` of all that was said so far.
  public func read(until isEnough: @escaping @Sendable (String) -> Bool) async -> String {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { [main] in
        var (said, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        while !isEnough(String(decoding: said, as: UTF8.self)) {
          let count = systemRead(main, &buffer, buffer.count)
          if count <= 0 { break }
          said += buffer[..<count]
        }
        continuation.resume(returning: String(decoding: said, as: UTF8.self))
      }
    }
  }
}

/// `read(2)`, out of the shadow of ``PseudoTerminal/read(until:)``.
private func systemRead(
  _ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int
) -> Int {
  read(descriptor, bytes, count)
}

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The lines of a text, one after the other, without their ends.
package struct LineReader {
  private var rest: UnsafeBufferPointer<UInt8>
  /// The number of the last line, from 1.
  package private(set) var number = 0

  package init(_ bytes: UnsafeBufferPointer<UInt8>) { rest = bytes }

  /// The next line without its `\n` or `\r\n`; nil after the last.
  mutating func next() -> UnsafeBufferPointer<UInt8>? {
    next(keepingReturn: false)
  }

  /// The next line without its `\n`, and without the `\r` before it unless it is to be kept.
  package mutating func next(keepingReturn isKept: Bool) -> UnsafeBufferPointer<UInt8>? {
    guard let start = rest.baseAddress, !rest.isEmpty else { return nil }
    number += 1
    guard let found = memchr(start, 0x0A, rest.count) else {
      defer { rest = UnsafeBufferPointer(start: nil, count: 0) }
      return isKept ? rest : LineReader.withoutReturn(rest)
    }
    let count = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
    defer { rest = UnsafeBufferPointer(rebasing: rest[(count + 1)...]) }
    let line = UnsafeBufferPointer(rebasing: rest[..<count])
    return isKept ? line : LineReader.withoutReturn(line)
  }

  private static func withoutReturn(
    _ line: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    line.last == 0x0D ? UnsafeBufferPointer(rebasing: line.dropLast()) : line
  }

  /// True if `line` has nothing but spaces and tabs.
  static func isBlank(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}

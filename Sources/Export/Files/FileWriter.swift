internal import Base

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file that was written, as the manifest lists it.
struct WrittenFile: Sendable {
  let name: String
  let rows: Int
  let bytes: Int
  /// 64 lower-case hexadecimal digits.
  let sha256: String
}

/// Writes one new file in large pieces and hashes it on the way.
final class FileWriter {
  private let path: String
  private let name: String
  private let descriptor: Int32
  private var waiting: [UInt8] = []
  private var digest = SHA256Digest()
  private var size = 0
  /// How many lines were written.
  private(set) var lines = 0

  /// A new file called `name` in `folder`.
  init(_ name: String, in folder: String) throws {
    self.name = name
    path = "\(folder)/\(name)"
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw ExportError.system(path, "written") }
    waiting.reserveCapacity(FileWriter.capacity * 2)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static let capacity = 1 << 18

  /// Writes the line that `fill` appends, and its end.
  func writeLine(_ fill: (inout [UInt8]) -> Void) throws {
    fill(&waiting)
    waiting.append(0x0A)
    lines += 1
    if waiting.count >= FileWriter.capacity { try empty() }
  }

  /// Writes the rest and waits until the disk has it.
  func finish() throws -> WrittenFile {
    try empty()
    guard fsync(descriptor) == 0 else { throw ExportError.system(path, "written") }
    return WrittenFile(
      name: name, rows: lines, bytes: size, sha256: hexadecimal(digest.finish()))
  }

  private func empty() throws {
    digest.update(waiting)
    size += waiting.count
    var offset = 0
    while offset < waiting.count {
      let count = waiting.withUnsafeBytes {
        write(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      guard count >= 0 || errno == EINTR else { throw ExportError.system(path, "written") }
      offset += max(count, 0)
    }
    waiting.removeAll(keepingCapacity: true)
  }
}

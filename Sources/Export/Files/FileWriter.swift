internal import Base

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// A file that was written, as the manifest lists it.
struct WrittenFile: Sendable {
  /// Below the folder.
  let name: String
  /// The split whose rows it has; nil for a file beside them.
  let split: String?
  let rows: Int
  let bytes: Int
  /// 64 lower-case hexadecimal digits.
  let sha256: String

  /// The same file under another name in `folder`.
  func renamed(_ name: String, in folder: String) throws -> WrittenFile {
    guard rename("\(folder)/\(self.name)", "\(folder)/\(name)") == 0 else {
      throw ExportError.system("\(folder)/\(name)", "written")
    }
    return WrittenFile(name: name, split: split, rows: rows, bytes: bytes, sha256: sha256)
  }
}

/// Writes one new file in large pieces and hashes it on the way.
final class FileWriter {
  private let path: String
  private let name: String
  private let descriptor: Int32
  private var waiting: [UInt8] = []
  private var digest = SHA256Digest()
  private var written = 0
  /// How many lines were written.
  private(set) var lines = 0

  /// A new file called `name` in `folder`; the folders that the name has are made.
  init(_ name: String, in folder: String) throws {
    self.name = name
    path = "\(folder)/\(name)"
    for (index, byte) in name.utf8.enumerated() where byte == UInt8(ascii: "/") {
      mkdir("\(folder)/\(String(Substring(name.utf8.prefix(index))))", 0o777)
    }
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw ExportError.system(path, "written") }
    waiting.reserveCapacity(FileWriter.capacity * 2)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private static let capacity = 1 << 18

  /// How many bytes there are so far.
  var bytes: Int { written + waiting.count }

  /// Writes the line that `fill` appends, and its end.
  func writeLine(_ fill: (inout [UInt8]) -> Void) throws {
    fill(&waiting)
    waiting.append(0x0A)
    lines += 1
    if waiting.count >= FileWriter.capacity { try empty() }
  }

  /// Writes `text` as it is.
  func write(_ text: String) throws {
    waiting.append(contentsOf: text.utf8)
    try empty()
  }

  /// Writes the rest and waits until the disk has it.
  func finish(split: String? = nil) throws -> WrittenFile {
    try empty()
    guard fsync(descriptor) == 0 else { throw ExportError.system(path, "written") }
    return WrittenFile(
      name: name, split: split, rows: lines, bytes: written,
      sha256: hexadecimal(digest.finish()))
  }

  private func empty() throws {
    digest.update(waiting)
    written += waiting.count
    var offset = 0
    while offset < waiting.count {
      let count = waiting.withUnsafeBytes {
        systemWrite(descriptor, $0.baseAddress?.advanced(by: offset), $0.count - offset)
      }
      guard count >= 0 || errno == EINTR else { throw ExportError.system(path, "written") }
      offset += max(count, 0)
    }
    waiting.removeAll(keepingCapacity: true)
  }
}

/// `write(2)`, out of the shadow of ``FileWriter/write(_:)``.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The bytes of a file, or of standard input, that rows are read from.
///
/// A file is mapped into memory, so its size costs none; a pipe is read to its end. The file must
/// not be cut short by another program meanwhile.
public final class InputFile: Sendable {
  /// The path as it was given; `standard input` for `-`.
  public let name: String
  // Safe: nothing writes to these bytes, and they live as long as this object, which owns them.
  private nonisolated(unsafe) let memory: UnsafeMutableRawPointer?
  private let count: Int
  private let isMapped: Bool

  /// The file at `path`, or standard input for `-`.
  ///
  /// - Throws: ``ImportError`` if it is missing or cannot be read.
  public init(_ path: String) throws(ImportError) {
    name = path == "-" ? "standard input" : path
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputFile.failure(name, errno) }
    defer { if descriptor > 0 { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw InputFile.failure(name, errno) }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else { throw ImportError("\(name) is a folder: name its files") }
    isMapped = kind == S_IFREG && status.st_size > 0 && lseek(descriptor, 0, SEEK_CUR) == 0
    (memory, count) =
      isMapped
      ? try InputFile.map(descriptor, Int(status.st_size), name)
      : try InputFile.read(descriptor, name)
  }

  deinit {
    if isMapped { munmap(memory, count) } else { free(memory) }
  }

  /// The name without folders and extensions.
  var stem: String {
    let last = name.split(separator: "/").last ?? ""
    return last.split(separator: ".").first.map(String.init) ?? name
  }

  private static func failure(_ name: String, _ code: Int32) -> ImportError {
    if code == ENOENT { return ImportError("there is no file \(name): check the path") }
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return ImportError("\(name) cannot be read: \(reason)")
  }

  private static func map(
    _ descriptor: Int32, _ count: Int, _ name: String
  ) throws(ImportError) -> (UnsafeMutableRawPointer?, Int) {
    let memory = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let memory, memory != MAP_FAILED else { throw failure(name, errno) }
    return (memory, count)
  }

  private static func read(
    _ descriptor: Int32, _ name: String
  ) throws(ImportError) -> (UnsafeMutableRawPointer?, Int) {
    var (memory, capacity, count) = (malloc(1 << 16), 1 << 16, 0)
    while let buffer = memory {
      let received = systemRead(descriptor, buffer + count, capacity - count)
      if received < 0, errno == EINTR { continue }
      guard received >= 0 else { throw failure(name, errno) }
      guard received > 0 else { return (memory, count) }
      count += received
      if count == capacity {
        capacity *= 2
        memory = realloc(buffer, capacity)
      }
    }
    throw ImportError("\(name) is too large for the memory: store it in a file first")
  }
}

extension InputFile {
  /// Calls `body` with all bytes as they are.
  package func withRawBytes<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) rethrows -> T {
    defer { withExtendedLifetime(self) {} }
    let all = UnsafeRawBufferPointer(start: memory, count: count)
    return try all.withMemoryRebound(to: UInt8.self, body)
  }

  /// Calls `body` with the bytes, without a byte order mark.
  func withBytes<T>(_ body: (UnsafeBufferPointer<UInt8>) throws -> T) throws -> T {
    defer { withExtendedLifetime(self) {} }
    let all = UnsafeRawBufferPointer(start: memory, count: count)
    if all.starts(with: [0xFF, 0xFE]) || all.starts(with: [0xFE, 0xFF]) {
      throw Fault("the text is UTF-16: store it as UTF-8", at: Position(line: 1))
    }
    if let problem = InputFile.foreign(all) { throw Fault(problem, at: Position(line: 1)) }
    let isMarked = all.starts(with: [0xEF, 0xBB, 0xBF])
    let text = UnsafeRawBufferPointer(rebasing: all.dropFirst(isMarked ? 3 : 0))
    return try text.withMemoryRebound(to: UInt8.self, body)
  }
}

extension InputFile {
  /// What a file is that is not text, by how it begins, and what to do; nil for text.
  private static func foreign(_ bytes: UnsafeRawBufferPointer) -> String? {
    if let format = binaries.first(where: { bytes.starts(with: $0.start) }) { return format.advice }
    // A NUL is in no text; with every other byte NUL it is UTF-16 that lacks its mark.
    return bytes.prefix(2).contains(0) ? "this is no UTF-8 text: store it as UTF-8" : nil
  }

  private static let binaries: [(start: [UInt8], advice: String)] = [
    (Array("SQLite format 3\0".utf8), "this is a database: name DB first and then the files"),
    ([0x1F, 0x8B], "the file is compressed: unpack it with gunzip"),
    ([0x28, 0xB5, 0x2F, 0xFD], "the file is compressed: unpack it with unzstd"),
    (
      Array("PK\u{3}\u{4}".utf8),
      "the file is an archive or a spreadsheet: store it as CSV or JSONL"
    ),
    (Array("PAR1".utf8), "the file is Parquet: store it as JSONL"),
  ]
}

/// `read(2)`, out of the shadow of the method of that name.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int
{
  read(descriptor, bytes, count)
}

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What the first bytes of a database say of it, read without SQLite (https://sqlite.org/fileformat.html).
struct FileHeader {
  /// How many bytes the file has.
  let size: Int
  private let bytes: [UInt8]

  /// The header of the file at `path`; nil if it cannot be read, or is too short to be a database.
  init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    var bytes = [UInt8](repeating: 0, count: 100)
    guard fstat(descriptor, &status) == 0, pread(descriptor, &bytes, 100, 0) == 100 else {
      return nil
    }
    size = Int(status.st_size)
    self.bytes = bytes
  }

  /// How many bytes a page has.
  var pageSize: Int {
    let stored = number(16..<18)
    return stored == 1 ? 65536 : stored
  }

  /// Whose file it is.
  var applicationID: Int { number(68..<72) }

  private func number(_ place: Range<Int>) -> Int {
    bytes[place].reduce(0) { $0 << 8 | Int($1) }
  }
}

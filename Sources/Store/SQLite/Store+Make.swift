internal import Base
internal import FoundationEssentials

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension Store {
  /// True if there is nothing at `path`, nor a log of a file that was there.
  public static func canMake(_ path: String) -> Bool {
    ["", "-wal", "-shm", "-journal"].allSatisfy { isMissing(path + $0) }
  }

  /// Makes the file at `path` of what `body` writes; it is there when all of it is.
  ///
  /// Nobody sees the file while it is made beside its place, so it needs neither a log nor locks: that
  /// is what makes filling it fast. A kill leaves it, and the next one that is made here removes it.
  ///
  /// - Throws: ``StoreError`` if another program made a file at `path` meanwhile. Nothing is left
  ///   behind then, nor when `body` throws.
  public static func make<T: Sendable>(
    _ path: String, _ body: @Sendable (Connection) throws -> T
  ) async throws -> T {
    removeLeftovers(of: path)
    let unfinished = path + unfinishedSuffix + String(getpid())
    defer { unlink(unfinished) }
    let store = try await Store(making: unfinished, named: path)
    let result = try await store.write(body)
    await store.close()
    try publish(unfinished, as: path)
    return result
  }
}

private let unfinishedSuffix = ".unfinished-"

private func publish(_ unfinished: String, as path: String) throws {
  guard synchronize(unfinished) else { throw failure(path, "written") }
  if link(unfinished, path) != 0 {
    guard errno != EEXIST, isMissing(path) else {
      throw StoreError("another program made \(path) meanwhile: run the command again")
    }
    // A file system without links.
    guard rename(unfinished, path) == 0 else { throw failure(path, "made") }
  }
  guard synchronize(folder(of: path)) else { throw failure(path, "written") }
}

private func failure(_ path: String, _ what: String) -> StoreError {
  let reason = strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
  return StoreError("\(path) cannot be \(what): \(reason)")
}

/// Removes what killed processes left behind.
private func removeLeftovers(of path: String) {
  let folder = folder(of: path)
  let prefix = (path.split(separator: "/").last.map(String.init) ?? "") + unfinishedSuffix
  for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
    guard name.hasPrefix(prefix),
      let process = pid_t(name.dropFirst(prefix.count).prefix { $0.isNumber }),
      process == getpid() || kill(process, 0) != 0
    else { continue }
    unlink("\(folder)/\(name)")
  }
}

/// True if there is not even a link.
private func isMissing(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) != 0 && errno == ENOENT
}

internal import Base
internal import CRename
internal import FoundationEssentials

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The folder that an export ends up in, and the temporary one beside it where it is made.
///
/// Whatever happens, the folder holds the whole new export or what it held before: the two change
/// places in one step.
struct Folder: Sendable {
  /// Where the export goes; links are resolved.
  let path: String
  /// Where it is made.
  let staging: String

  /// The folder at `path`, which need not exist.
  ///
  /// - Throws: ``ExportError`` if there is anything but an empty folder or an earlier export.
  init(_ path: String) throws {
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    let absolute = resolved.map { String(cString: $0) } ?? Folder.absolute(path)
    self.path = absolute
    staging = Folder.stagingPrefix(absolute) + String(getpid())
    try Folder.refuseForeign(absolute)
  }

  /// Makes the temporary folder, and those above it that are missing.
  func prepare() throws {
    removeLeftovers()
    do {
      try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
    } catch {
      throw ExportError(
        "a folder cannot be made in \(folder(of: path)): you may not write there")
    }
  }

  /// Puts the temporary folder into its place.
  func publish() throws {
    for made in try Folder.folders(below: staging) + [staging] {
      guard synchronize(made) else { throw ExportError.system(made, "written") }
    }
    // Once more, for writing took a while.
    try Folder.refuseForeign(path)
    if rename(staging, path) != 0 {
      guard errno == ENOTEMPTY || errno == EEXIST else {
        throw ExportError.system(path, "replaced")
      }
      try replace()
    }
    guard synchronize(folder(of: path)) else { throw ExportError.system(path, "replaced") }
  }

  /// Removes the temporary folder, or the replaced export that is there after ``publish()``.
  func discardStaging() { try? FileManager.default.removeItem(atPath: staging) }

  private func replace() throws {
    if seedbed_exchange(staging, path) == 0 { return }
    // A file system without the exchange: for an instant there is nothing.
    let old = staging + "-old"
    guard rename(path, old) == 0 else { throw ExportError.system(path, "replaced") }
    guard rename(staging, path) == 0 else {
      let code = errno
      rename(old, path)
      throw ExportError.system(path, "replaced", code)
    }
    rename(old, staging)
  }

  /// Removes what a killed process left behind.
  private func removeLeftovers() {
    let prefix = Folder.stagingPrefix(path)
    let parent = folder(of: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for name in names where "\(parent)/\(name)".hasPrefix(prefix) {
      let digits = "\(parent)/\(name)".dropFirst(prefix.count).prefix { $0.isNumber }
      guard let process = pid_t(digits), process == getpid() || kill(process, 0) != 0 else {
        continue
      }
      try? FileManager.default.removeItem(atPath: "\(parent)/\(name)")
    }
  }
}

extension Folder {
  private static func absolute(_ path: String) -> String {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    if trimmed.hasPrefix("/") { return String(trimmed) }
    return FileManager.default.currentDirectoryPath + "/" + trimmed
  }

  private static func stagingPrefix(_ path: String) -> String {
    let name = path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? path[...]
    return "\(folder(of: path))/.\(name).seedbed-"
  }

  /// Throws unless there is nothing at `path`, or an empty folder, or an export of ours alone.
  private static func refuseForeign(_ path: String) throws {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder else { throw ExportError("\(path) is a file: give a folder") }
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: path) else {
      throw ExportError("the folder \(path) cannot be read: give another one")
    }
    if names.isEmpty { return }
    guard let ours = Manifest.fileNames(inFolder: path) else {
      throw ExportError(
        "\(path) holds files and no export of Seedbed: give a new folder or empty it")
    }
    let folders = Set(ours.map { folder(of: $0) })
    let other = names.sorted().first { !ours.contains($0) && !folders.contains($0) }
    if let other {
      throw ExportError(
        "\(path) holds \(other), which is not part of its export: move it away or give a new folder"
      )
    }
  }

  private static func folders(below path: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: path)
    return Set(names.map { folder(of: $0) }).subtracting(["."]).sorted().map { "\(path)/\($0)" }
  }
}

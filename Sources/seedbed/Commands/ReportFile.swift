import Base
import FoundationEssentials
import Report

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file that a report goes to.
enum ReportFile {
  /// It cannot be written.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Throws unless a report may be put at `path`: where there is nothing, or an earlier one.
  static func requirePlace(_ path: String) throws {
    var isFolder = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard !isFolder else { throw Failure(description: "\(path) is a folder: give a file") }
    guard let handle = fopen(path, "rb") else {
      throw Failure(description: "\(path) cannot be read: give another file")
    }
    defer { fclose(handle) }
    var beginning = [UInt8](repeating: 0, count: Page.mark.utf8.count)
    let count = fread(&beginning, 1, beginning.count, handle)
    guard count == 0 || beginning.elementsEqual(Page.mark.utf8) else {
      throw Failure(
        description: "\(path) exists and is no report: give the name of a new file, or remove it")
    }
  }

  /// Puts `html` at `path` in one step: whatever happens, the file holds all of it, or what it held.
  static func write(_ html: String, to path: String) throws {
    let temporary = "\(path).unfinished-\(getpid())"
    do {
      try Data(html.utf8).write(to: URL(filePath: temporary))
      guard synchronize(temporary), rename(temporary, path) == 0, synchronize(folder(of: path))
      else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw Failure(
        description: "\(path) cannot be written: see that its folder is there, that you may write "
          + "into it, and that the disk has room")
    }
  }
}

import Foundation
import Store

@testable import Import

/// A temporary folder with the files of one test; gone after it.
final class Folder: Sendable {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The path of `name` in the folder.
  func path(_ name: String) -> String { url.appending(path: name).path }

  /// What is in it.
  var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
  }

  /// A file called `name` that holds `bytes`.
  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> InputFile {
    try Data(bytes).write(to: url.appending(path: name))
    return try InputFile(path(name))
  }

  /// A file called `name` that holds `text`.
  func file(_ name: String, _ text: String) throws -> InputFile { try file(name, text.utf8) }

  /// What is wrong with a file of this name and content, its folder left out.
  func fault(_ name: String, _ text: String, as form: RowForm) throws -> String? {
    let file = try file(name, text)
    do {
      _ = try CheckedImport([file], ImportOptions(form))
      return nil
    } catch {
      return "\(error)".replacingOccurrences(of: url.path + "/", with: "")
    }
  }
}

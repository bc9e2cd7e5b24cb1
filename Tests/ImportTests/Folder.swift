import Foundation
import Store
import TestSupport

@testable import Import

/// A temporary folder with the files of one test; gone after it.
final class Folder: Sendable {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The path of `name` in the folder.
  func path(_ name: String) -> String { folder.file(name) }

  /// What is in it.
  var names: [String] { folder.names }

  /// A file called `name` that holds `bytes`.
  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> InputFile {
    try Data(bytes).write(to: URL(filePath: path(name)))
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
      return "\(error)".replacingOccurrences(of: folder.path + "/", with: "")
    }
  }
}

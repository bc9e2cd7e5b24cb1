public import Foundation

/// Data that others published, kept outside of the project; tests that need it pass without it.
public enum Corpora {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/corpora").standardizedFileURL

  /// Whether there is a file with `name`.
  public static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: file(name).path)
  }

  /// Where the file with `name` would be.
  public static func file(_ name: String) -> URL { folder.appending(path: name) }
}

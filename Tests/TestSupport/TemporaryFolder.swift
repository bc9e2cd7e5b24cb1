public import Foundation

/// A folder of a test's own, which goes away with this value.
public struct TemporaryFolder: ~Copyable, Sendable {
  /// Where it is, without a slash at the end.
  public let path: String

  /// A new, empty folder.
  public init() throws {
    let place = FileManager.default.temporaryDirectory
    let folder = place.appendingPathComponent("seedbed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` in the folder.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes `text` into a file called `name` and returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    try text.write(toFile: file(name), atomically: false, encoding: .utf8)
    return file(name)
  }

  /// The names of what is in the folder, in order.
  public var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  /// What every file of the folder holds.
  public var contents: [String: Data] {
    var contents: [String: Data] = [:]
    for name in names { contents[name] = FileManager.default.contents(atPath: file(name)) }
    return contents
  }
}

import Base
import Foundation
import TestSupport
import Testing

/// A folder of a test's own with a database in it, and the commands that work on them.
final class Workbench: Sendable {
  private let place: TemporaryFolder
  /// The folder, which goes away with this value.
  var folder: String { place.path }
  /// The database's path; it does not exist at first.
  var database: String { file("t.db") }

  init() throws { place = try TemporaryFolder() }

  /// The path of `name` in the folder.
  func file(_ name: String) -> String { place.file(name) }

  /// The names of what is in the folder, in order.
  var names: [String] { place.names }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try place.write(text, to: name)
  }

  /// The bytes of a file.
  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(filePath: file(name))) }

  /// The text of a file.
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

  /// Every file below the folder, with its bytes.
  ///
  /// Without SQLite's count of transactions, in which a change of the journal's mode and back is
  /// one.
  func contents() throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var bytes = FileManager.default.contents(atPath: file(name)) ?? Data()
      if bytes.starts(with: Data("SQLite format 3".utf8)) {
        for range in [24..<28, 92..<96] { bytes.resetBytes(in: range) }
      }
      contents[name] = bytes
    }
    return contents
  }

  /// Runs a command that must end with `status`.
  @discardableResult
  func run(
    _ arguments: String..., ending status: Int32 = 0, in location: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    try await run(arguments, ending: status, in: location)
  }

  /// Runs a command that must end with `status`.
  @discardableResult
  func run(
    _ arguments: [String], environment: [String: String] = [:], ending status: Int32 = 0,
    in location: SourceLocation = #_sourceLocation
  ) async throws -> Ended {
    let ended = try await Tool.run(arguments, environment: environment)
    let command = arguments.joined(separator: " ")
    #expect(
      ended.status == status && !ended.wasKilled, "\(command)\n\(ended.talk)",
      sourceLocation: location)
    return ended
  }

  /// The rows of a query, through `seedbed query --json`.
  func query(
    _ sql: String, in location: SourceLocation = #_sourceLocation
  ) async throws -> [JSON] {
    try await run("query", database, sql, "--json", in: location).json.array ?? []
  }

  /// The first column of a query.
  func column(
    _ sql: String, in location: SourceLocation = #_sourceLocation
  ) async throws -> [JSON] {
    try await query(sql, in: location).map { $0.object?.first?.value ?? .null }
  }

  /// The number in the only row of a query.
  func number(
    _ sql: String, in location: SourceLocation = #_sourceLocation
  ) async throws -> Int {
    try await column(sql, in: location).first?.int ?? -1
  }

  /// The lines of a file as JSON.
  func lines(_ name: String) throws -> [JSON] {
    try text(name).split(separator: "\n").map { try JSON(parsing: String($0)) }
  }
}

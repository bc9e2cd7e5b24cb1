import Base
import Client
import Engine
import Foundation
import TestSupport

@testable import seedbed

/// A folder with configuration files, and what commands make of them.
final class Settings {
  let folder: TemporaryFolder
  var environment: [String: String]

  /// A folder whose `seedbed/config.json` has these endpoints.
  convenience init(_ endpoints: JSON, environment: [String: String] = [:]) throws {
    try self.init(text: JSON.object([.init("endpoints", endpoints)]).text, environment: environment)
  }

  init(text: String, environment: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("seedbed"), withIntermediateDirectories: false)
    try folder.write(text, to: "seedbed/config.json")
    self.environment = environment.merging(["XDG_CONFIG_HOME": folder.path]) { $1 }
  }

  /// The file.
  var file: String { folder.path + "/seedbed/config.json" }

  private func invocation(_ flags: [String]) throws -> Invocation {
    var console = Console.recording()
    console.environment = environment
    return try Invocation(["t.db"] + flags, for: .glan, console: console)
  }

  /// How `generate glan` asks for questions and for answers.
  func access(_ flags: String...) throws -> [ModelAccess] {
    try ModelFlags(invocation: invocation(flags)).access(["question", "answer"])
  }

  /// What the flags say of a stage.
  func flags(_ stage: String, _ flags: String...) throws -> EndpointFlags {
    try EndpointFlags(invocation(flags), stage: stage)
  }

  /// The sentence that refuses `flags`; empty if they are taken.
  func problem(_ flags: String...) -> String {
    do {
      _ = try ModelFlags(invocation: invocation(flags)).access(["question", "answer"])
      return ""
    } catch {
      return error is UsageError ? "\(error)".replacing(file, with: "FILE") : "no usage error"
    }
  }
}

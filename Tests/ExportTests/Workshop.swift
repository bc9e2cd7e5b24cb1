import Base
import Curate
import Formats
import Foundation
import Store

@testable import Export

/// A folder with a database, deleted at the end of its test.
final class Workshop: Sendable {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "export-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var database: String { folder + "/qa.db" }
  var output: String { folder + "/out" }

  /// Stores `pairs` as one import, in their order.
  func store(_ pairs: [Pair], source: String = "tests") async throws {
    try await write { connection in
      let plan = try connection.importPlan(
        kind: .question, source: source, content: Key(of: [source]))
      for (line, pair) in pairs.enumerated() {
        _ = try connection.insert(pair.drafts(line), Batch(plan: plan, method: "import"))
      }
    }
  }

  func write<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await Store(path: database, mode: .readWrite).write(body)
  }

  func read<T: Sendable>(_ body: @Sendable (Connection) throws -> T) async throws -> T {
    try await Store(path: database, mode: .readOnly).read(body)
  }

  @discardableResult
  func export(_ options: ExportOptions = .plain, to path: String? = nil) async throws -> JSON {
    try await Exporter(database: database, options: options)
      .export(into: path ?? output, command: "seedbed export", version: "1")
  }

  /// The text of a file of the export; nil without it.
  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(output)/\(name)")
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The lines of a file of the export as JSON.
  func lines(_ name: String) throws -> [JSON] {
    try (text(name) ?? "").split(separator: "\n").map { try JSON(parsing: String($0)) }
  }

  /// The files of the export whose bytes must not differ.
  var data: [String: String] {
    let names = ["train.jsonl", "validation.jsonl", "test.jsonl", "lineage.jsonl"]
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in text(name).map { (name, $0) } })
  }
}

/// A question with its answer, before it is stored.
struct Pair: Sendable {
  var question: String
  var answer: String
  var attributes: [JSON.Member] = []

  init(_ question: String, _ answer: String, _ attributes: [JSON.Member] = []) {
    self.question = question
    self.answer = answer
    self.attributes = attributes
  }

  func drafts(_ line: Int) -> [Draft] {
    [
      Draft(
        .question, question, attributes: .object(attributes),
        origin: .content(occurrence: line), place: Place(line)),
      Draft(
        .answer, answer, parents: [.draft(.question, 0)], origin: .content(occurrence: line),
        place: Place(line)),
    ]
  }
}

extension ExportOptions {
  /// Everything for training.
  static let plain = options()

  static func options(
    validation: Double = 0, test: Double = 0, seed: Int = 0
  ) -> ExportOptions {
    guard let shares = Shares(validation: validation, test: test, seed: seed) else {
      preconditionFailure("the shares of a test fit")
    }
    return ExportOptions(format: Format.all[0], shares: shares)
  }
}

/// Random numbers that are the same in every run (SplitMix64).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A question of a few words, so that many resemble each other.
  mutating func question() -> String {
    (0..<Int.random(in: 3...8, using: &self)).map { _ in
      "w\(Int.random(in: 0..<9, using: &self))"
    }.joined(separator: " ")
  }
}

import Base
import Foundation
import TestSupport
import Testing

@testable import seedbed

/// A file of which the end is missing, wherever it was cut.
@Suite struct TruncationTests {
  /// What is asked of each file: commands that read it, and a query for what is on many pages.
  private static let commands: [(name: String, words: [String])] = [
    ("verify", []), ("status", []), ("query", ["SELECT * FROM examples", "--json"]),
  ]

  @Test func `is read, or refused in a sentence, and never written`() async throws {
    let whole = try await bytes()
    let box = try Sandbox()
    let page = Int(whole[16]) << 8 | Int(whole[17])
    for length in cuts(whole, page) {
      let cut = whole.prefix(length)
      try cut.write(to: URL(filePath: box.path))
      // Within a page one after the other is asked.
      let commands = TruncationTests.commands
      let isNearEnd = (length + 1) % page <= 2
      for (name, words) in isNearEnd ? commands[...] : commands[(length % 3)...(length % 3)] {
        let result = await box.run(name, words: words)
        let said = "\(name) of \(length) bytes: \(result.talk)"
        if name == "verify" { #expect(result.status != .done, "\(said)") }
        #expect([.done, .failed, .incomplete].contains(result.status), "\(said)")
        if result.status == .failed {
          #expect(result.talk.hasPrefix("seedbed: ") && result.talk.contains("DB"), "\(said)")
          #expect(result.talk.split(separator: "\n").count == 1, "\(said)")
        }
      }
      #expect(box.folder.names == ["t.db"], "\(length) bytes")
      #expect(try Data(contentsOf: URL(filePath: box.path)) == cut, "\(length) bytes")
    }
  }

  /// A small file with rows in every part of it.
  private func bytes() async throws -> Data {
    let box = try Sandbox()
    try await box.write {
      try Garden.plant($0)
      try Garden.dedup($0)
    }
    #expect(await box.run("verify").status == .done)
    return try Data(contentsOf: URL(filePath: box.path))
  }

  /// Every byte of the first page, each page's end and beside it, and some places between; with more
  /// effort every byte.
  private func cuts(_ whole: Data, _ page: Int) -> [Int] {
    guard !Effort.isLong else { return Array(0..<whole.count) }
    let ends = stride(from: page, through: whole.count, by: page).flatMap { [$0 - 1, $0, $0 + 1] }
    var random = SplitMix64(seed: "cuts")
    let between = (0..<100).map { _ in Int.random(in: page..<whole.count, using: &random) }
    return Set(Array(0...page) + ends + between).filter { $0 < whole.count }.sorted()
  }
}

import Base
import Foundation
import Store
import TestSupport
import Testing

@testable import Curate

/// Real questions in scripts that rules for English were not made for.
@Suite struct OrdinaryQuestionTests {
  @Test(arguments: ["ja", "ko", "zh"])
  func `no rule drops more than one in a thousand ordinary questions`(
    language: String
  ) async throws {
    let name = "questions_\(language).jsonl"
    guard Corpora.has(name) else { return }
    let texts = try String(contentsOf: Corpora.file(name), encoding: .utf8)
      .split(separator: "\n").map { try JSON(parsing: Array($0.utf8))["text"]?.string ?? "" }
    let file = try await CurationFile()
    try await file.questions(texts.map { ($0, .object([])) })
    let screenings = try await file.store.read { try Filter().screenings($0) { _ in } }
    #expect(texts.count == 5000)
    for screening in screenings {
      let dropped = screening.decisions.count { $0.verdict == .drop }
      #expect(dropped * 1000 <= texts.count, "\(screening.rule) drops \(dropped)")
    }
  }
}

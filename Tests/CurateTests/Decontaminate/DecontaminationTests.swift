import Base
import Foundation
import Store
import TestSupport
import Testing

@testable import Curate

/// Items of benchmarks, looked for in a real file.
@Suite struct DecontaminationTests {
  private let file: CurationFile
  private let item = "Mia has three red apples, and she buys twice as many at the market on Monday."

  init() async throws { file = try await CurationFile() }

  private func screenings(
    _ names: [String] = ContaminationMeasure.standard, benchmarks: [String]? = nil,
    condition: String? = nil
  ) async throws -> [ScreeningDraft] {
    let search = Decontamination(
      measures: try names.map { try ContaminationMeasure($0) }, benchmarks: benchmarks,
      condition: condition)
    return try await file.store.read { try search.screenings($0) { _ in } }
  }

  /// Rows found by rule and benchmark: `rule benchmark: row<witness`.
  private func found(_ screenings: [ScreeningDraft]) -> [String] {
    screenings.flatMap { screening in
      screening.decisions.map {
        "\(screening.rule.dropFirst(14)) \(screening.scope["benchmark"]?.string ?? ""): "
          + "\($0.artifact)<\($0.witness ?? 0)"
      }
    }
  }

  @Test func `each measure finds what it is for, and names the item`() async throws {
    try await file.benchmark("apples", [item, "What is the boiling point of water at sea level?"])
    try await file.questions([
      ("MIA HAS THREE RED APPLES and she buys twice as many at the market on Monday", [:]),
      ("Mia has three green apples, and she buys twice as many at the market on Monday.", [:]),
      (
        "Please think step by step and answer like a pirate would. \(item) Give only a number.", [:]
      ),
      ("Name three rivers of Europe and their length.", [:]),
    ])
    #expect(
      try await found(screenings()) == [
        "exact apples: 3<1", "rouge-l apples: 3<1", "rouge-l apples: 4<1", "8-gram apples: 3<1",
        "8-gram apples: 4<1", "8-gram apples: 5<1", "13-gram apples: 3<1", "13-gram apples: 5<1",
      ])
  }

  @Test func `the evidence has the piece that is the same, and where it begins`() async throws {
    try await file.benchmark("apples", [item])
    let text = "日本: a riddle … \(item)  Thanks!"
    try await file.questions([(text, .object([]))])
    let decision = try #require(try await screenings(["8-gram"])[0].decisions.first)
    #expect(decision.value == 1)
    let span = try #require(decision.evidence?["span"]?.string)
    #expect(span == item)
    let start = try #require(decision.evidence?["span_start"]?.int)
    let piece = try await file.store.read { connection in
      try connection.first(
        "SELECT substr(text, ?, ?) FROM artifact WHERE id = 2",
        [.integer(start), .integer(span.unicodeScalars.count)]
      ) { $0.text(0) }
    }
    #expect(piece == item)
  }

  @Test func `answers and inputs are searched, too`() async throws {
    try await file.benchmark("apples", [item])
    try await file.questions([
      ("Say what follows.", ["input": .string(item)]), ("Tell a tale.", [:]),
    ])
    try await file.answer("Once upon a time. \(item)", to: 3)
    #expect(
      try await found(screenings(["exact", "8-gram"])) == [
        "8-gram apples: 2<1", "8-gram apples: 4<1",
      ])
    #expect(
      try await found(screenings(["8-gram"], condition: "id = 3")) == ["8-gram apples: 4<1"])
  }

  @Test func `what is found in one benchmark hides nothing of another`() async throws {
    try await file.benchmark("apples", [item])
    try await file.benchmark("fruit", ["Which fruit is yellow?", item])
    try await file.questions([(item, .object([]))])
    #expect(
      try await found(screenings(["exact"])) == ["exact apples: 4<1", "exact fruit: 4<3"])
    #expect(
      try await found(screenings(["exact"], benchmarks: ["fruit"])) == ["exact fruit: 4<3"])
    try await file.keep(screenings())
    let report = try await file.store.read { connection in
      try connection.rows(
        """
        SELECT benchmark, items, found, questions, answers FROM contamination WHERE rule IS NULL
        """
      ) { row in "\(row.text(0)) \((1...4).map { row.int($0) })" }
    }
    #expect(report == ["apples [1, 1, 1, 0]", "fruit [2, 1, 1, 0]"])
    #expect(try await file.live().isEmpty)
    try await file.undo()
    #expect(try await file.live() == [4])
  }

  @Test func `a benchmark that is not there is named`() async throws {
    await #expect(throws: CurationError.self) { try await screenings() }
    try await file.benchmark("apples", [item])
    await #expect(throws: CurationError.self) { try await screenings(benchmarks: ["pears"]) }
    #expect(throws: CurationError.self) { try ContaminationMeasure("1-gram") }
  }

  private static let gsm8k = Corpora.file("gsm8k_test.jsonl")

  @Test(.enabled(if: Corpora.has("gsm8k_test.jsonl"), "no corpora beside the project"))
  func `planted questions of a benchmark are found`() async throws {
    let items = try String(contentsOf: Self.gsm8k, encoding: .utf8).split(separator: "\n").map {
      try JSON(parsing: String($0))["text"]?.string ?? ""
    }
    let plants = items.enumerated().map { Plants($0.element, number: $0.offset) }
    try await file.benchmark("gsm8k", items)
    try await file.questions(plants.flatMap(\.texts).map { ($0, .object([])) })
    let screenings = try await screenings()
    for (place, share) in [1, 1, 0.95, 0.95].enumerated() {
      let witnesses = Plants.witnesses(screenings, of: place, items: items.count)
      #expect(Double(witnesses) >= share * Double(items.count), "plants \(place): \(witnesses)")
    }
  }
}

/// A benchmark's question in four disguises.
private struct Plants {
  let texts: [String]

  init(_ item: String, number: Int) {
    let shouted = item.uppercased().map { $0.isPunctuation && $0 != "'" ? " " : "\($0)" }.joined()
    var words = item.split(separator: " ").map(String.init)
    words[number * 7 % words.count] = "something"
    texts = [
      item, shouted, words.joined(separator: " "),
      "You are a careful tutor. Think step by step, then give the result alone.\n\n\(item)\n\n"
        + "Explain your answer number \(number) to a child.",
    ]
  }

  /// How many of the texts at `place` are dropped with the item that they were made of as witness.
  static func witnesses(_ screenings: [ScreeningDraft], of place: Int, items: Int) -> Int {
    var found: Set<Int> = []
    for decision in screenings.flatMap(\.decisions) where decision.verdict == .drop {
      let row = decision.artifact - items - 1
      if row % 4 == place, decision.witness == row / 4 + 1 { found.insert(row) }
    }
    return found.count
  }
}

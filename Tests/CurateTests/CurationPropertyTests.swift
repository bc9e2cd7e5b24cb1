import Base
import Store
import TestSupport
import Testing

@testable import Curate

/// Laws of curation, on files with random rows.
@Suite struct CurationPropertyTests {
  /// Texts that many rules find fault with, in whole or in parts.
  private static let pieces = [
    "Explain how plants make sugar from light.", "N/A", "no input", "Draw a picture of a cat.",
    "I'm sorry, but as an AI language model I cannot do that.", "", "```\nlet x = 1",
    "Lorem ipsum dolor sit amet.", "1. First\n2. Second\n3.", "What is 2 + 2?", "2 + 2 = 5",
    "Go on and on. Go on and on. Go on and on. Go on and on. Go on and on.", "東京の人口は？",
    "약 1400만 명입니다", "See the attached file.", "My knowledge cutoff is September 2021.",
    "[insert name here]", "Write a program that sorts.", "\u{7}\u{1}", "The answer is",
  ]

  private func fill(_ file: CurationFile, _ random: inout SplitMix64) async throws {
    let piece = { (random: inout SplitMix64) in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Self.pieces.randomElement(using: &random) ?? ""
      }.joined(separator: " ")
    }
    let questions = (0..<24).map { _ in
      (
        "Question: " + piece(&random),
        JSON.object(
          Bool.random(using: &random)
            ? [JSON.Member("input", .string(piece(&random)))] : [])
      )
    }
    try await file.questions(questions)
    try await file.benchmark("exam", [piece(&random), piece(&random)])
    for question in Array(1...20) + Array(1...4) {
      try await file.answer(piece(&random), to: question)
    }
  }

  private typealias Step = @Sendable (Connection) throws -> [ScreeningDraft]

  /// The rules one by one, each a step of curation that does not depend on the others.
  private static let steps: [Step] = Rule.all.map { step($0) } + [loud, decontaminate]

  private static func step(_ rule: Rule) -> Step {
    { try Filter(rules: [rule]).screenings($0) { _ in } }
  }

  private static let loud: Step = { connection in
    let rule = try ConditionRule("loud: question LIKE '%!%'")
    return try Filter(rules: [], conditions: [rule]).screenings(connection) { _ in }
  }

  private static let decontaminate: Step = { connection in
    let measures = try ContaminationMeasure.standard.map { try ContaminationMeasure($0) }
    return try Decontamination(measures: measures).screenings(connection) { _ in }
  }

  private static let dedup: Step = { [try Deduplication().screening($0) { _, _ in }] }

  @Test(arguments: Effort.seeds(3, long: 60))
  func `rules do not depend on order`(seed: UInt64) async throws {
    var dumps: Set<[String]> = []
    for order in 0..<3 {
      var random = SplitMix64(seed: seed)
      let file = try await CurationFile()
      try await fill(file, &random)
      var shuffle = SplitMix64(seed: seed * 10 + UInt64(order))
      let steps = order == 0 ? Self.steps : Self.steps.shuffled(using: &shuffle)
      for step in steps { try await file.curate(step) }
      dumps.insert(
        try await file.lines(
          """
          SELECT artifact_id, rule, value, threshold, witness_id, reason FROM drops
          UNION ALL SELECT artifact_id, rule, value, threshold, witness_id, reason FROM flags
          UNION ALL SELECT id, status, 0, 0, 0, '' FROM versions ORDER BY 1, 2, 5, 3
          """))
    }
    #expect(dumps.count == 1)
    #expect((dumps.first?.count ?? 0) > 70)
  }

  @Test(arguments: Effort.seeds(3, long: 60))
  func `undo restores the examples exactly, and the funnel adds up after any sequence`(
    seed: UInt64
  ) async throws {
    var random = SplitMix64(seed: seed)
    let file = try await CurationFile()
    try await fill(file, &random)
    let examples = "SELECT * FROM examples ORDER BY question_id"
    var history = [(run: 0, examples: try await file.lines(examples))]
    for _ in 0..<14 {
      if history.count > 1, Int.random(in: 0..<3, using: &random) == 0 {
        try await file.undo(run: history.removeLast().run)
        #expect(try await file.lines(examples) == history.last?.examples)
      } else {
        let isDedup = Int.random(in: 0..<4, using: &random) == 0
        let step = isDedup ? Self.dedup : Self.steps.randomElement(using: &random) ?? Self.dedup
        let run = try await file.curate(step)
        history.append((run, try await file.lines(examples)))
      }
      #expect(
        try await file.lines(
          """
          SELECT kind FROM funnel GROUP BY kind
          HAVING made <> superseded + rejected + stale + sum(dropped_first) + left
          """) == [])
    }
  }
}

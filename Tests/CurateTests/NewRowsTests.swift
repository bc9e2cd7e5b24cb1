import Base
import Store
import TestSupport
import Testing

@testable import Curate

/// Curation of new rows alone, which must come to what a run over all rows does.
@Suite struct NewRowsTests {
  private let file: CurationFile

  init() async throws { file = try await CurationFile() }

  private static let item = "Mia has three red apples, and she buys twice as many at the market."
  private static let pieces = [
    "Explain how plants make sugar.", "N/A", "no input", "\u{7}", "", item, "As an AI, I cannot.",
    "I'm sorry, but I can't assist with that!", "```\nlet x = 1", "2 + 2 = 5",
  ]

  private static func filter(onlyNew: Bool) throws -> Filter {
    var filter = Filter(conditions: [try ConditionRule("loud: answer LIKE '%!%'")])
    filter.onlyNew = onlyNew
    return filter
  }

  private static func search(onlyNew: Bool) throws -> Decontamination {
    var search = Decontamination(
      measures: try ContaminationMeasure.standard.map { try ContaminationMeasure($0) })
    search.onlyNew = onlyNew
    return search
  }

  /// All rules and the search for benchmarks in one run.
  @discardableResult
  private func curate(onlyNew: Bool) async throws -> Int {
    try await file.curate { connection in
      try Self.filter(onlyNew: onlyNew).screenings(connection) { _ in }
        + Self.search(onlyNew: onlyNew).screenings(connection) { _ in }
    }
  }

  private func add(_ part: Int, _ random: inout SplitMix64) async throws {
    let piece = { (random: inout SplitMix64) in
      "\(Self.pieces.randomElement(using: &random) ?? "") "
        + "\(Self.pieces.randomElement(using: &random) ?? "")"
    }
    let before = try await file.lines("SELECT max(id) FROM artifact")[0]
    let questions = (0..<6).map { ("Row \(part).\($0): " + piece(&random), JSON.object([])) }
    try await file.questions(questions, source: "part \(part)")
    for question in 1...6 {
      try await file.answer("\(part) " + piece(&random), to: (Int(before) ?? 0) + question)
    }
  }

  private func judge(_ verdict: Verdict, _ ids: [Int]) async throws -> Int {
    try await file.store.write { connection in
      let run = try connection.beginRun("seedbed \(verdict)", tool: "0")
      try connection.store(Judgement(verdict, ids), run: run)
      return run
    }
  }

  private func standing() async throws -> [String] {
    try await file.lines("SELECT artifact_id, status, chosen FROM standing ORDER BY 1")
  }

  private func verdicts() async throws -> [String] {
    try await file.lines(
      """
      SELECT artifact_id, verdict, rule, value, threshold, witness_id, reason FROM decisions
      WHERE rule <> 'person' ORDER BY 1, 3, 6
      """)
  }

  @Test(arguments: Effort.seeds(4, long: 80))
  func `new rows alone give the standing that all rows give`(seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    try await file.benchmark("exam", [Self.item])
    var rejected: [Int] = []
    for part in 0..<5 {
      try await add(part, &random)
      if part == 3 { try await file.benchmark("later", ["Explain how plants make sugar."]) }
      // What is rejected while rules run is looked at when it comes back.
      let ids = try await file.lines("SELECT artifact_id FROM standing WHERE kind = 'question'")
      let some = ids.compactMap(Int.init).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
      if !some.isEmpty { rejected.append(try await judge(.reject, some)) }
      if Int.random(in: 0..<4, using: &random) > 0 { try await curate(onlyNew: true) }
      if Bool.random(using: &random), !rejected.isEmpty {
        try await file.undo(run: rejected.removeLast())
      }
      if Bool.random(using: &random) { _ = try await judge(.accept, Array(some.prefix(1))) }
    }
    try await curate(onlyNew: true)
    let (standing, verdicts) = (try await standing(), try await verdicts())
    #expect(Set(verdicts).count == verdicts.count)
    try await curate(onlyNew: false)
    #expect(try await self.standing() == standing)
    let live = "SELECT d.artifact_id FROM decisions AS d JOIN standing AS s USING (artifact_id)"
    #expect(try await file.lines("\(live) WHERE s.status = 'live'").isEmpty == false)
    #expect(Set(verdicts).isSuperset(of: try await self.verdicts()))
  }

  @Test func `only what came since is looked at, and undone before what it builds on`()
    async throws
  {
    var random = SplitMix64(seed: 1)
    try await file.benchmark("exam", [Self.item])
    try await add(0, &random)
    let first = try await curate(onlyNew: true)
    try await add(1, &random)
    let second = try await curate(onlyNew: true)
    #expect(
      try await file.lines(
        """
        SELECT DISTINCT run_id, is_incremental, examined, scope ->> 'kind' FROM screening
        ORDER BY 1, 4
        """) == [
          "\(first)|0|6|answer", "\(first)|0|6|question", "\(second)|1|6|answer",
          "\(second)|1|6|question",
        ])
    await #expect(throws: StoreError.self) { try await file.undo(run: first) }
    try await file.undo(run: second)
    try await file.undo(run: first)
    #expect(try await file.lines("SELECT * FROM decisions") == [])
  }

  @Test func `a benchmark that grew is looked for in all rows`() async throws {
    try await file.benchmark("exam", ["A question that no row has in it."])
    try await file.questions([(Self.item, .object([]))])
    try await curate(onlyNew: true)
    #expect(try await file.live() == [2])
    try await file.store.write { connection in
      let plan = try connection.importPlan(
        kind: .benchmark, source: "more", content: Key(of: ["more"]))
      let draft = Draft(
        .benchmark, Self.item, attributes: ["benchmark": "exam"], origin: .content(occurrence: 9),
        place: Place(9))
      _ = try connection.insert([draft], Batch(plan: plan, method: "import"))
    }
    try await curate(onlyNew: true)
    #expect(try await file.live() == [])
  }

  @Test func `new rows must be judged as those before`() async throws {
    try await file.benchmark("exam", [Self.item])
    try await file.questions([("Why?", .object([]))])
    try await curate(onlyNew: false)
    var filter = try Self.filter(onlyNew: true)
    filter.verdicts = ["no-input": .flag]
    let other = filter
    let error = await #expect(throws: CurationError.self) {
      try await file.store.read { try other.screenings($0) { _ in } }
    }
    #expect(error?.description.hasPrefix("no-input went through the rows before with") == true)
    #expect(error?.description.contains("without --new") == true)
  }

  @Test func `after a merge all rows are gone through`() async throws {
    try await file.benchmark("exam", [Self.item])
    try await file.questions([("\u{7}\u{1} why?", .object([]))])
    try await curate(onlyNew: true)
    // As merge stores a screening of the other file.
    try await file.store.write { try $0.execute("UPDATE screening SET through_id = NULL") }
    try await curate(onlyNew: true)
    #expect(
      try await file.lines(
        "SELECT DISTINCT is_incremental, state FROM screening WHERE rule <> 'person' ORDER BY 2")
        == ["0|active", "0|superseded"])
  }
}

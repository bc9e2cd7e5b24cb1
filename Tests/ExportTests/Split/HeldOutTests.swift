import Base
import Curate
import Store
import TestSupport
import Testing

@testable import Export

/// Rows held out by number, in each stratum.
@Suite struct HeldOutTests {
  /// `count` random questions, of which many resemble each other, of three disciplines.
  private func store(
    _ count: Int, seed: Int, in workshop: Workshop, source: String
  ) async throws {
    var dice = Dice(seed)
    let pairs = (0..<count).map { row in
      Pair(
        dice.question() + " \(source) \(row % 7)", "answer \(row)",
        [.init("discipline", .string(["Botany", "Law", "Optics"][row % 3]))])
    }
    try await workshop.store(pairs, source: source)
  }

  private func options(
    test: Int, validation: Int = 0, strata: String? = "discipline", seed: Int = 0
  ) -> ExportOptions {
    var options = ExportOptions.options(seed: seed)
    options.heldOut = HeldOut(validation: validation, test: test, strata: strata)
    return options
  }

  /// What the last export did with each question.
  private func sides(_ workshop: Workshop) async throws -> [(text: String, side: String)] {
    try await workshop.read { connection in
      try connection.rows(
        """
        SELECT q.text, m.split FROM export_member AS m JOIN artifact AS q ON q.id = m.question_id
        WHERE m.export_id = (SELECT max(id) FROM export) ORDER BY q.id
        """
      ) { (text: $0.text(0), side: $0.text(1)) }
    }
  }

  private func held(_ workshop: Workshop) async throws -> [String] {
    try await workshop.read { connection in
      try connection.rows(
        """
        SELECT e.discipline, m.split, count(*) FROM export_member AS m
        JOIN examples AS e ON e.question_id = m.question_id
        WHERE m.export_id = (SELECT max(id) FROM export) AND m.split IN ('test', 'validation')
        GROUP BY 1, 2 ORDER BY 1, 2
        """
      ) { "\($0.text(0)) \($0.text(1)) \($0.int(2))" }
    }
  }

  @Test(arguments: Effort.seeds(5, long: 60))
  func `each stratum has its number, and no neighbours are on two sides`(seed: UInt64) async throws
  {
    let workshop = try Workshop()
    try await store(150, seed: Int(seed), in: workshop, source: "first")
    let manifest = try await workshop.export(options(test: 4, validation: 2, seed: Int(seed)))
    #expect(
      try await held(workshop)
        == ["Botany", "Law", "Optics"].flatMap {
          ["\($0) test 4", "\($0) validation 2"]
        })
    #expect(manifest["split"]?["test"] == 4 && manifest["split"]?["strata"] == "discipline")
    #expect(manifest["short_strata"] == [:])
    var vocabulary = Vocabulary()
    var sequences = TokenSequences()
    let rows = try await sides(workshop).filter { $0.side != "withheld" }
    #expect(rows.count > 100 || manifest["left_out"]?["surplus"] != nil)
    for row in rows { sequences.append(row.text, by: .unicode, in: &vocabulary) }
    for row in rows.indices {
      for other in 0..<row where rows[row].side != rows[other].side {
        let score = Rouge.scoreL(Array(sequences[row]), Array(sequences[other])).f
        #expect(score <= 0.65)
      }
    }
  }

  @Test(arguments: 1...4) func `rows that are added later move none`(seed: Int) async throws {
    let workshop = try Workshop()
    try await store(120, seed: seed, in: workshop, source: "first")
    try await workshop.export(options(test: 5))
    let before = try await sides(workshop)
    try await store(90, seed: seed + 100, in: workshop, source: "second")
    try await workshop.export(options(test: 5))
    let after = try await sides(workshop)
    #expect(after.prefix(before.count).map(\.side) == before.map(\.side))
    #expect(after.count > before.count)
    #expect(
      try await held(workshop) == ["Botany test 5", "Law test 5", "Optics test 5"])
  }

  @Test func `a larger number keeps the rows of a smaller one`() async throws {
    let workshop = try Workshop()
    try await store(150, seed: 3, in: workshop, source: "first")
    func test(_ number: Int, seed: Int = 0) async throws -> Set<String> {
      try await workshop.export(options(test: number, seed: seed))
      return Set(try await sides(workshop).filter { $0.side == "test" }.map(\.text))
    }
    let few = try await test(3)
    #expect(few.isSubset(of: try await test(6)))
    #expect(try await test(3, seed: 1) != few)
  }

  @Test func `without strata the number is that of all rows, and shares go on beside it`()
    async throws
  {
    let workshop = try Workshop()
    try await store(150, seed: 4, in: workshop, source: "first")
    var options = ExportOptions.options(validation: 0.3)
    options.heldOut = HeldOut(validation: 0, test: 7, strata: nil)
    let manifest = try await workshop.export(options)
    #expect(manifest["rows"]?["test"] == 7)
    #expect(manifest["rows"]?["validation"]?.int ?? 0 > 5)
  }

  @Test func `a stratum with too few rows is named, and an unknown column is refused`() async throws
  {
    let workshop = try Workshop()
    try await workshop.store([Pair("why is the sky blue?", "air")])
    let manifest = try await workshop.export(options(test: 2))
    #expect(manifest["short_strata"] == ["": 1])
    await #expect(throws: InvalidCondition.self) {
      try await workshop.export(options(test: 2, strata: "nope\"; DROP TABLE artifact; --"))
    }
  }

  @Test func `the earliest plans come first, then the hash`() {
    func row(_ plan: Int, _ point: Double, isFree: Bool = true) -> HeldOut.Row {
      HeldOut.Row(stratum: "s", plan: plan, point: point, isFree: isFree)
    }
    let heldOut = HeldOut(validation: 1, test: 2, strata: nil)
    let rows = [
      row(2, 0.1), row(1, 0.9), row(1, 0.5), row(1, 0.2, isFree: false), row(2, 0.05),
    ]
    #expect(heldOut.choose(rows).sides == [2: .test, 1: .test, 4: .validation])
  }
}

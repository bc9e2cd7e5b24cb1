import Base
import Store
import Testing

@testable import Export

@Suite struct ExportComparisonTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func compare(_ first: Int, _ second: Int) async throws -> ExportComparison {
    try await workshop.read { try ExportComparison(first, second, $0) }
  }

  private func counts(_ comparison: ExportComparison) -> [Int] {
    [comparison.json["same"]?.int ?? -1]
      + ["only_in_first", "only_in_second", "moved", "changed"].map {
        comparison.json[$0]?.array?.count ?? -1
      }
  }

  @Test func `the same state has no differences`() async throws {
    try await workshop.store((0..<30).map { Pair("what is \($0 * 37) of \($0)?", "\($0)") })
    for _ in 1...2 { try await workshop.export(.options(validation: 0.3)) }
    let comparison = try await compare(1, 2)
    #expect(counts(comparison) == [30, 0, 0, 0, 0])
    #expect(comparison.lines == ["30 rows the same"])
  }

  @Test func `rows, sides, answers and settings that differ are named`() async throws {
    try await workshop.store((0..<30).map { Pair("what is \($0 * 37) of \($0)?", "\($0)") })
    try await workshop.export()
    let key = try await workshop.write { connection in
      let question = try connection.first(
        "SELECT id, key, sequence FROM artifact WHERE text = 'what is 74 of 2?'"
      ) { row in
        ArtifactReference(
          id: row.int(0), key: Key(stored: row.text(1)), place: Place(stored: row.text(2)))
      }
      let reference = try #require(question)
      let plan = try connection.importPlan(kind: .answer, source: "m", content: Key(of: ["m"]))
      let better = Draft(
        .answer, "better", parents: [.stored(.question, reference)],
        origin: .content(occurrence: 0), place: Place(0))
      _ = try connection.insert([better], Batch(plan: plan, method: "import"))
      return reference.key.text
    }
    try await workshop.store([Pair("new?", "new")], source: "more")
    var options = ExportOptions.options(validation: 0.4, seed: 3)
    (options.choice, options.condition) = (.latest, "question <> 'what is 37 of 1?'")
    let manifest = try await workshop.export(options)
    let comparison = try await compare(1, 2)
    let validation = manifest["rows"]?["validation"]?.int ?? 0
    let found = counts(comparison)
    #expect(validation > 1 && found[1] == 1 && found[2] == 1)
    #expect(found.reduce(0, +) == 31 - (manifest["left_out"]?["bridge"]?.int ?? 0))
    let named = ["moved", "changed"].flatMap { comparison.json[$0]?.array ?? [] }
    #expect(named.contains { $0["question"]?.string == key })
    #expect(comparison.json["settings"]?["selection"]?[1]?["choose"] == "latest")
    #expect(comparison.lines.contains("1 row only in export 1"))
  }

  @Test func `an export that is not there is told`() async throws {
    try await workshop.store([Pair("a?", "b")])
    try await workshop.export()
    await #expect(throws: ExportError.self) { try await compare(1, 9) }
  }
}

import Engine
import Store
import TestSupport
import Testing

@testable import Generate

/// A taxonomy that a model is asked for, on a model double.
@Suite struct TaxonomyTests {
  static func order(_ change: (inout Order) -> Void = { _ in }) -> Order {
    Order {
      $0.disciplines = nil
      $0.tree = (2, 2, 2)
      $0.extent.until = "taxonomy"
      change(&$0)
    }
  }

  @Test func `fields, subfields and disciplines are a tree, and the start of what follows`()
    async throws
  {
    let bench = try Bench()
    let double = try Teacher().double()
    let tree = try await bench.run(double, Self.order())
    #expect(tree.stages.map { "\($0.name) \($0.tally.done)" } == ["fields 1", "taxonomy 2"])
    let placed = "SELECT count(DISTINCT field || subfield) FROM disciplines WHERE status = 'live'"
    #expect(try await bench.count(placed) == 4)
    #expect(try await bench.count("SELECT count(*) FROM disciplines") == 8)
    let all = try await bench.run(double, Self.order { $0.extent.until = "subjects" })
    #expect(all.stages.map(\.tally.done) == [1, 2, 8] && all.stages[1].tally.reused == 2)
    #expect(double.server.requestCount == 3 + 8)
    #expect(try await bench.count("SELECT count(DISTINCT discipline_id) FROM subjects") == 8)
  }

  @Test func `every node reaches the root, and rejecting it takes all out`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double(), Self.order { $0.extent.until = "subjects" })
    let root = try await bench.count("SELECT id FROM artifact WHERE kind = 'taxonomy'")
    try await bench.reject(root)
    #expect(try await bench.count("SELECT count(*) FROM standing WHERE status = 'live'") == 0)
    let tally = try await bench.run(try Teacher().double(), Self.order())
    #expect(tally.total.planned == 0)
  }

  @Test func `repeats have a witness, and what is too much is dropped with what is below`()
    async throws
  {
    let bench = try Bench()
    let teacher = Teacher(instead: { question in
      switch Teacher.task(question.prompt) {
      case .fields: Teacher.fields(["Law", "LAW", "Arts", "Trades"])
      case .taxonomy where question.prompt.contains("Law"):
        Teacher.taxonomy([
          ("Civil", ["Contract", "Tort"]), ("civil", ["Property"]),
          ("Criminal", ["tort", "Fraud"]),
          ("Sea", ["Salvage"]),
        ])
      default: nil
      }
    })
    try await bench.run(try teacher.double(), Self.order())
    let drops = try await bench.lines(
      """
      SELECT d.kind, a.text, d.rule, ifnull(w.text, '') FROM drops AS d
      JOIN artifact AS a ON a.id = d.artifact_id LEFT JOIN artifact AS w ON w.id = d.witness_id
      ORDER BY d.kind, a.id
      """)
    #expect(
      drops == [
        "discipline | tort | repeat | Tort", "discipline | Salvage | limit | ",
        "field | LAW | repeat | Law", "field | Trades | limit | ",
        "subfield | civil | repeat | Civil", "subfield | Sea | limit | ",
      ])
    let live = "SELECT name FROM disciplines WHERE status = 'live' AND field = 'Law' ORDER BY id"
    #expect(try await bench.lines(live) == ["Contract", "Tort", "Property", "Fraud"])
  }

  @Test func `more fields extend the tree, and ask nothing again`() async throws {
    let bench = try Bench()
    let named: @Sendable (Question) -> String? = { question in
      guard Teacher.task(question.prompt) == .fields else { return nil }
      return Teacher.fields(question.prompt.contains("List 2 ") ? ["A", "B"] : ["B", "C", "D"])
    }
    let teacher = Teacher(instead: named)
    try await bench.run(try teacher.double(), Self.order())
    let before = try await bench.keys()
    let double = try teacher.double()
    try await bench.run(double, Self.order { $0.tree?.fields = 3 })
    #expect(double.server.requestCount == 1 + 1)
    #expect(try await bench.keys().isSuperset(of: before))
    #expect(
      try await bench.lines("SELECT name FROM fields WHERE status = 'live' ORDER BY id")
        == ["A", "B", "C"])
  }

  @Test(arguments: 1...3) func `a tree grows to the same whatever fails on the way`(
    seed: Int
  ) async throws {
    let expected = try Bench()
    let whole = Self.order { $0.extent.until = "subjects" }
    try await expected.run(try Teacher().double(), whole)
    let bench = try Bench()
    let double = try Teacher().double(faults: Mishaps.some(Mishaps.passing, seed: seed))
    let tally = try await bench.run(
      double,
      Order {
        $0 = whole; $0.attempts = 12; $0.stopAfter = seed * 3
      })
    try await bench.expectAccount(tally)
    try await bench.run(
      double,
      Order {
        $0 = whole; $0.attempts = 12
      })
    #expect(try await bench.outcome() == (try await expected.outcome()))
  }

  @Test func `another model for the taxonomy is refused`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double(), Self.order())
    let before = try await bench.dump()
    let error = await #expect(throws: PlanConflict.self) {
      try await bench.run(try Teacher().double(), Self.order { $0.model = "other" })
    }
    #expect(error?.description.contains("stage fields") == true)
    #expect(try await bench.dump() == before)
  }
}

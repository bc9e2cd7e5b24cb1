import Base
import Store
import Testing

@testable import Export

/// What became of the rows of the last export.
@Suite struct DeparturesTests {
  private let workshop: Workshop
  init() throws { workshop = try Workshop() }

  /// Stores a judgement or a rule's drops on the rows whose text `condition` fits.
  private func judge(_ condition: String, rule: String? = nil, why: String? = nil) async throws {
    try await workshop.write { connection in
      let run = try connection.beginRun("judge", tool: "0")
      let ids = try connection.rows("SELECT id FROM artifact WHERE \(condition)") { $0.int(0) }
      if let rule {
        try connection.store(
          ScreeningDraft(
            rule: rule, scope: [:], examined: ids.count,
            decisions: ids.map { DecisionDraft(.drop, $0, reason: "row \($0)") }), run: run)
      } else {
        try connection.store(Judgement(.reject, ids, reason: why), run: run)
      }
      try connection.endRun(run, .done, figures: [:])
    }
  }

  private func pairs(_ count: Int, _ word: String) -> [Pair] {
    (0..<count).map { Pair("\(word) \($0 * 37)?", "it is \(word) \($0)") }
  }

  @Test func `the first export has none, and one without a loss tells of no row`() async throws {
    try await workshop.store(pairs(9, "what"))
    #expect(try await workshop.export()["gone"] == .null)
    let second = try await workshop.export()
    #expect(second["gone"] == ["since_export": 1, "rows": 0, "reasons": []])
  }

  @Test func `each rule and each person's word is told once, with how many rows it took`()
    async throws
  {
    try await workshop.store(pairs(20, "what"))
    try await workshop.export()
    try await judge("kind = 'question' AND text LIKE 'what 3%'", rule: "dedup")
    try await judge("kind = 'question' AND text = 'what 0?'", why: "wrong")
    try await judge("kind = 'answer' AND text = 'it is what 4'", why: "rude")
    let lost = try await workshop.read {
      try $0.int("SELECT count(*) FROM questions WHERE status = 'dropped'")
    }
    let gone = try await workshop.export()["gone"]
    #expect(gone?["rows"]?.int == lost + 2)
    let reasons = (gone?["reasons"]?.array ?? []).map { reason in
      ["rows", "outcome", "rule", "reason", "kind"].map { reason[$0]?.text ?? "" }
        .joined(separator: " ")
    }
    #expect(
      reasons == [
        "\(lost) \"dropped\" \"dedup\" null null", "1 \"rejected\" \"person\" \"wrong\" null",
        "1 \"rejected\" \"person\" \"rude\" null",
      ])
    #expect(try await workshop.export()["gone"]?["rows"] == 0)
  }

  @Test func `another answer, a new version and what it made stale are told apart`() async throws {
    func row(_ answer: String, _ source: String) async throws {
      try await workshop.write { connection in
        let plan = try connection.importPlan(
          kind: .answer, source: source, content: Key(of: [answer]))
        let origin = Draft.Origin.imported(source: "faq", id: "1")
        _ = try connection.insert(
          [
            Draft(.question, source, origin: origin, place: Place(1)),
            Draft(
              .answer, answer, parents: [.draft(.question, 0)], origin: origin, place: Place(1)),
          ], Batch(plan: plan, method: "import"))
      }
    }
    try await row("one", "first?")
    try await workshop.export()
    try await row("two", "first?")
    let answer = try await workshop.export()["gone"]?["reasons"]
    #expect(answer?[0]?["outcome"] == "superseded")
  }

  @Test func `an export of other rows is compared with the last one of the same`() async throws {
    try await workshop.store(pairs(5, "what") + pairs(5, "why"))
    var some = ExportOptions.plain
    some.condition = "question LIKE 'why%'"
    try await workshop.export()
    try await workshop.export(some)
    try await judge("kind = 'question' AND text LIKE 'what%'", why: "dull")
    let all = try await workshop.export()["gone"]
    #expect(all?["since_export"] == 1 && all?["rows"] == 5)
    let same = try await workshop.export(some)["gone"]
    #expect(same?["since_export"] == 2 && same?["rows"] == 0)
    // A new selection has no export of its own: the last of all counts.
    some.condition = "question LIKE 'w%'"
    #expect(try await workshop.export(some)["gone"]?["since_export"] == 4)
  }

  @Test func `answers that were chosen by their model are not told as gone`() async throws {
    try await workshop.store(pairs(3, "what"))
    try await workshop.write { connection in
      let question = try #require(try connection.liveArtifacts(.question).first)
      let plan = try connection.importPlan(kind: .answer, source: "", content: Key(of: ["x"]))
      _ = try connection.insert(
        [
          Draft(
            .answer, "another", parents: [.stored(.question, question.reference)],
            origin: .content(occurrence: 1), place: Place(1))
        ], Batch(plan: plan, method: "import"))
    }
    var latest = ExportOptions.plain
    latest.choice = .latest
    try await workshop.export(latest)
    #expect(try await workshop.export(latest)["gone"]?["rows"] == 0)
  }
}

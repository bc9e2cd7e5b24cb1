import Base
import Store
import Testing

@testable import Export

@Suite struct ConversationTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  /// A conversation of two turns whose second has two continuations, beside a single turn.
  private func store(secondTexts: [String] = ["left?", "right?"]) async throws {
    try await workshop.write { connection in
      let plan = try connection.importPlan(kind: .question, source: "c", content: Key(of: ["c"]))
      func draft(_ kind: Kind, _ text: String, _ line: Int, _ parents: [Draft.Parent] = []) -> Draft
      {
        Draft(
          kind, text, attributes: line == 0 && kind == .question ? ["system": "S"] : [:],
          parents: parents, origin: .content(occurrence: line), place: Place(line))
      }
      var drafts = [
        draft(.question, "begin?", 0), draft(.answer, "begun", 0, [.draft(.question, 0)]),
      ]
      for (offset, text) in secondTexts.enumerated() {
        drafts.append(draft(.question, text, offset + 1, [.draft(.follows, 1)]))
        let answer = draft(
          .answer, text + "!", offset + 1, [.draft(.question, drafts.count - 1)])
        drafts.append(answer)
      }
      drafts.append(draft(.question, "alone?", 9))
      drafts.append(draft(.answer, "alone", 9, [.draft(.question, drafts.count - 1)]))
      _ = try connection.insert(drafts, Batch(plan: plan, method: "import"))
    }
  }

  private func rows(_ name: String) throws -> [[String]] {
    try workshop.lines(name).map { row in
      (row["messages"]?.array ?? []).map { $0["content"]?.string ?? "" }
    }
  }

  @Test func `a conversation is one row for each of its ends`() async throws {
    try await store()
    try await workshop.export()
    #expect(
      try rows("train.jsonl") == [
        ["S", "begin?", "begun", "left?", "left?!"], ["S", "begin?", "begun", "right?", "right?!"],
        ["alone?", "alone"],
      ])
    #expect(try workshop.lines("lineage.jsonl")[0]["earlier"]?.array?.count == 1)
  }

  @Test func `a conversation is on one side`() async throws {
    try await store(secondTexts: (0..<40).map { "\($0) \($0 * $0) \($0 * 31)?" })
    try await workshop.export(.options(validation: 0.5, seed: 2))
    let sizes = try ["train.jsonl", "validation.jsonl"].map { try rows($0).count { $0.count == 5 } }
    #expect(sizes.sorted() == [0, 40])
  }

  @Test func `a later turn without its earlier ones is refused`() async throws {
    try await store()
    var options = ExportOptions.plain
    options.condition = "question <> 'begin?'"
    let manifest = try await workshop.export(options)
    #expect(try rows("train.jsonl") == [["alone?", "alone"]])
    #expect(manifest["left_out"]?.text == #"{"broken_conversation":2}"#)
  }

  @Test func `without its later turns a conversation ends earlier`() async throws {
    try await store()
    var options = ExportOptions.plain
    options.condition = "turn = 1"
    try await workshop.export(options)
    #expect(try rows("train.jsonl") == [["S", "begin?", "begun"], ["alone?", "alone"]])
  }

  @Test func `a row with a withheld turn is withheld`() {
    var gathered = Gathered()
    gathered.members = (0..<3).map { .init(question: $0, answer: $0 + 10) }
    gathered.earlier = [1: [gathered.members[0]], 2: [gathered.members[0]]]
    gathered.followed = [10]
    let layout = Layout(gathered, sides: [nil, .train, nil])
    #expect(
      layout.placements == [.turn, .withheld(.withheldTurn), .withheld(.bridge)])
  }
}

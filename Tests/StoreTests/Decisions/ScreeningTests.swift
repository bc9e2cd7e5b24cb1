import Base
import Testing

@testable import Store

@Suite struct ScreeningTests {
  let file = try? TemporaryFile()

  private func questions(_ count: Int) throws -> [ArtifactReference] {
    let connection = try #require(file).connection
    return try (0..<count).map { try connection.add(.question, "\($0)?", line: $0) }
  }

  private func drop(
    _ artifacts: ArtifactReference..., rule: String = "dedup", isIncremental: Bool = false,
    scope: JSON = ["kind": "question", "tokenizer": "unicode-1"]
  ) throws -> Int {
    try #require(file).connection.screen(
      rule, artifacts.map { DecisionDraft(.drop, $0.id) }, isIncremental: isIncremental,
      scope: scope)
  }

  private func say(_ verdict: Verdict, _ artifact: ArtifactReference) throws -> Int {
    try #require(file).connection.screen(
      "person", [DecisionDraft(verdict, artifact.id)], isIncremental: true)
  }

  private func live() throws -> [Int] {
    try #require(file).connection.ids(
      "SELECT artifact_id FROM standing WHERE status = 'live' ORDER BY artifact_id")
  }

  @Test func `everything of a decision is stored`() throws {
    let connection = try #require(file).connection
    let found = try questions(2)
    try connection.screen(
      "dedup",
      [
        DecisionDraft(
          .drop, found[1].id, value: 0.75, threshold: 0.7, witness: found[0].id, reason: "repeats",
          evidence: ["lcs": 3])
      ])
    #expect(
      try connection.table(
        """
        SELECT verdict, value, threshold, witness_id, call_id, reason, evidence FROM decision
        """)
        == [["drop", .real(0.75), .real(0.7), 1, nil, "repeats", "{\"lcs\":3}"]])
    #expect(try connection.int("SELECT examined FROM screening") == 1)
  }

  @Test func `a full screening supersedes those of its rule and scope, in any spelling`() throws {
    let found = try questions(4)
    _ = try drop(found[0])
    _ = try drop(found[1], rule: "filter")
    _ = try drop(found[2], scope: ["kind": "answer"])
    #expect(try live() == [4])
    let run = try drop(found[3], scope: ["tokenizer": "unicode-1", "kind": "question"])
    #expect(try live() == [1])
    try #require(file).connection.undo(run: run)
    #expect(try live() == [4])
  }

  @Test func `an incremental screening adds, and a full one replaces them all`() throws {
    let connection = try #require(file).connection
    let found = try questions(4)
    let full = try drop(found[0])
    let more = try drop(found[1], isIncremental: true)
    #expect(try live() == [3, 4])
    let error = #expect(throws: StoreError.self) { try connection.undo(run: full) }
    #expect(error?.description == "run \(more) builds on run \(full): undo run \(more) first")
    let anew = try drop(found[2])
    #expect(try live() == [1, 2, 4])
    let standing = try connection.standingDump()
    try connection.undo(run: anew)
    #expect(try live() == [3, 4])
    try connection.undo(run: more)
    try connection.undo(run: full)
    #expect(try live() == [1, 2, 3, 4])
    _ = try drop(found[2])
    #expect(try connection.standingDump().count == standing.count)
  }

  @Test func `a run is undone once, and not while another supersedes it`() throws {
    let connection = try #require(file).connection
    let found = try questions(2)
    let first = try drop(found[0])
    let second = try drop(found[1])
    let why = { (error: StoreError?) in error?.description }
    #expect(
      why(#expect(throws: StoreError.self) { try connection.undo(run: first) })
        == "run \(first) is superseded already: there is nothing to undo")
    try connection.undo(run: second)
    #expect(
      why(#expect(throws: StoreError.self) { try connection.undo(run: second) })
        == "run \(second) is undone already: there is nothing to undo")
    try connection.undo(run: first)
    let run = try connection.beginRun("import", tool: "0")
    #expect(
      why(#expect(throws: StoreError.self) { try connection.undo(run: run) })
        == "run \(run) decided nothing that could be undone: see seedbed runs")
  }

  @Test(arguments: [false, true])
  func `a run with several screenings of one rule and scope is undone as a whole`(
    _ isIncremental: Bool
  ) throws {
    let connection = try #require(file).connection
    let found = try questions(3)
    let before = try drop(found[0])
    let run = try connection.beginRun("generate", tool: "0")
    let standing = try connection.standingDump()
    for artifact in found[1...] {
      let screening = ScreeningDraft(
        rule: "dedup", scope: ["kind": "question", "tokenizer": "unicode-1"],
        isIncremental: isIncremental, examined: 1, decisions: [DecisionDraft(.drop, artifact.id)])
      try connection.store(screening, run: run)
    }
    #expect(try live() == (isIncremental ? [] : [1, 2]))
    try connection.undo(run: run)
    #expect(try connection.standingDump() == standing)
    try connection.undo(run: before)
    #expect(try live() == [1, 2, 3])
  }

  @Test func `rejected comes before stale, stale before dropped, dropped before live`() throws {
    let connection = try #require(file).connection
    let item = Draft(
      .passage, "old", origin: .imported(source: "s", id: "1"), place: Place(0))
    let passage = try connection.add(item)
    let question = try connection.add(.question, "?", [.stored(.passage, passage)])
    #expect(try connection.status(question) == "live")
    _ = try drop(question)
    #expect(try connection.status(question) == "dropped")
    var changed = item
    changed.text = "new"
    try connection.add(changed)
    #expect(try connection.status(question) == "stale")
    #expect(try connection.text("SELECT decision_id FROM standing WHERE kind = 'question'") == nil)
    let run = try say(.reject, question)
    #expect(try connection.status(question) == "rejected")
    try connection.undo(run: run)
    #expect(try connection.status(question) == "stale")
  }

  @Test func `a dropped question takes its answers and follow-ups along`() throws {
    let connection = try #require(file).connection
    let question = try connection.add(.question, "?")
    let answer = try connection.add(.answer, "!", [.stored(.question, question)])
    let next = try connection.add(.question, "and?", [.stored(.follows, answer)])
    let evolved = try connection.add(.question, "??", [.stored(.evolvedFrom, question)])
    let before = try connection.standingDump()
    let run = try drop(question)
    for gone in [question, answer, next] { #expect(try connection.status(gone) == "dropped") }
    #expect(try connection.status(evolved) == "live")
    _ = try say(.accept, answer)
    #expect(try connection.status(answer) == "dropped", "its question is still gone")
    try connection.undo(run: run)
    #expect(try connection.standingDump() == before)
  }

  @Test func `a drop is not handed down from a syllabus, a rejection is`() throws {
    let connection = try #require(file).connection
    let syllabus = try connection.add(.syllabus, "y")
    let question = try connection.add(.question, "?", [.stored(.syllabus, syllabus)])
    _ = try drop(syllabus)
    #expect(try connection.status(question) == "live")
    _ = try say(.reject, syllabus)
    #expect(try connection.status(question) == "rejected")
  }

  @Test func `rejecting a discipline rejects everything below, and says why`() throws {
    let connection = try #require(file).connection
    try connection.fillOneOfEach()
    let before = try connection.standingDump()
    let discipline = try connection.int("SELECT id FROM disciplines")
    let run = try connection.screen(
      "person", [DecisionDraft(.reject, discipline, reason: "off topic")], isIncremental: true)
    let rejected = try connection.table(
      """
      SELECT st.kind, d.reason FROM standing AS st JOIN decision AS d ON d.id = st.decision_id
      WHERE st.status = 'rejected' ORDER BY st.artifact_id
      """)
    let kinds: [Value] = [
      "discipline", "subject", "syllabus", "session", "concept", "question", "answer",
    ]
    #expect(rejected == kinds.map { [$0, "off topic"] })
    try connection.undo(run: run)
    #expect(try connection.standingDump() == before)
  }

  @Test func `a person's accept overrides drops, earlier and later ones, and nothing else`() throws
  {
    let connection = try #require(file).connection
    let discipline = try connection.add(.discipline, "d")
    let question = try connection.add(.question, "?", [.stored(.discipline, discipline)])
    _ = try drop(question)
    let accept = try say(.accept, question)
    #expect(try connection.status(question) == "live")
    _ = try drop(question, rule: "filter")
    #expect(try connection.status(question) == "live")
    let reject = try say(.reject, discipline)
    #expect(try connection.status(question) == "rejected")
    try connection.undo(run: reject)
    try connection.undo(run: accept)
    #expect(try connection.status(question) == "dropped")
  }

  @Test func `a person's later verdict wins`() throws {
    let connection = try #require(file).connection
    let question = try questions(1)[0]
    _ = try say(.reject, question)
    let last = try say(.accept, question)
    #expect(try connection.status(question) == "live")
    _ = try say(.reject, question)
    #expect(try connection.status(question) == "rejected")
    try connection.undo(run: last)
    #expect(try connection.status(question) == "rejected")
  }

  @Test func `flags and scores drop nothing`() throws {
    let connection = try #require(file).connection
    let question = try questions(1)[0]
    try connection.screen(
      "language", [DecisionDraft(.flag, question.id), DecisionDraft(.score, question.id, value: 0)])
    #expect(try connection.status(question) == "live")
    #expect(try connection.int("SELECT count(*) FROM scores") == 1)
  }
}

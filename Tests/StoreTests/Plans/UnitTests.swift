import Base
import Testing

@testable import Store

@Suite struct UnitTests {
  let file = try? TemporaryFile()

  private func draft(
    _ name: String, below parent: ArtifactReference, ordinal: Int = 0
  ) -> UnitDraft {
    UnitDraft(
      key: Key(of: [name]), stage: "answers", parent: parent.id, ordinal: ordinal, retry: 0,
      place: Place(ordinal))
  }

  private func call(_ attempt: Int, _ unit: Int, _ connection: Connection) throws -> Int {
    let call = CallDraft(
      attempt: attempt, endpoint: "e", url: "u", model: "m", request: [("{}", false)],
      startedAt: "2026-01-01")
    return try connection.insert(call, unit: unit, unitKey: Key(of: ["u"]))
  }

  @Test func `a unit is looked up with its state and how often it was asked`() throws {
    let connection = try #require(file).connection
    let plan = try connection.somePlan()
    let draft = draft("a", below: try connection.add(.question, "?"))
    #expect(try connection.unit(draft.key) == nil ? true : false)
    let id = try connection.insert(draft, plan: plan)
    for (attempts, state) in UnitState.allCases.enumerated() {
      try connection.setUnit(id, state, class: "c", message: "m")
      let unit = try #require(try connection.unit(draft.key))
      #expect((unit.id, unit.plan, unit.state, unit.attempts) == (id, plan, state, attempts))
      _ = try call(attempts + 1, id, connection)
    }
    #expect(try connection.unitStates(ofPlan: plan) == [.skipped: 1])
    #expect(throws: SQLiteError.self) { try connection.insert(draft, plan: plan) }
  }

  @Test func `a place that was asked otherwise before names that plan`() throws {
    let connection = try #require(file).connection
    let plans = try ["a", "b"].map { try connection.somePlan($0) }
    let question = try connection.add(.question, "?")
    let id = try connection.insert(draft("old", below: question), plan: plans[0])
    let new = draft("new", below: question)
    #expect(try connection.predecessors(of: new).isEmpty, "nothing was made of it")
    try connection.setUnit(id, .unusable)
    #expect(try connection.predecessors(of: new).isEmpty, "nothing usable was made of it")
    try connection.setUnit(id, .done)
    #expect(try connection.predecessors(of: new).map(\.plan) == [plans[0]])
    #expect(try connection.predecessors(of: draft("old", below: question)).isEmpty)
    #expect(try connection.predecessors(of: draft("new", below: question, ordinal: 1)).isEmpty)
    let other = try connection.add(.question, "other?")
    #expect(try connection.predecessors(of: draft("new", below: other)).isEmpty)
  }

  @Test func `what a unit made is its live heads, once each`() throws {
    let connection = try #require(file).connection
    let plan = try connection.somePlan()
    let question = try connection.add(.question, "?")
    let unit = try connection.insert(draft("a", below: question), plan: plan)
    let calls = try (1...2).map { try call($0, unit, connection) }
    func insert(_ text: String, _ id: Int, _ call: Int) throws -> ArtifactReference {
      let draft = Draft(
        .answer, text, parents: [.stored(.question, question)],
        origin: .imported(source: "u", id: "\(id)"), place: Place(id))
      return try connection.insert(
        [draft], Batch(plan: plan, method: "answers", call: call))[0].reference
    }
    for id in [10, 9] { _ = try insert("first \(id)", id, calls[0]) }
    let dropped = try insert("dropped", 11, calls[0])
    try connection.screen("filter", [DecisionDraft(.drop, dropped.id)])
    _ = try insert("second 10", 10, calls[1])
    let texts = try connection.liveArtifacts(ofUnit: unit, kind: .answer).map(\.text)
    #expect(texts == ["first 9", "second 10"])
    #expect(try connection.liveArtifacts(ofUnit: unit, kind: .question).isEmpty)
    #expect(try connection.liveArtifacts(ofUnit: 99, kind: .answer).isEmpty)
  }

  @Test func `open units are skipped when their parent falls away`() throws {
    let connection = try #require(file).connection
    let plan = try connection.somePlan()
    let gone = try connection.add(.question, "gone?")
    let live = try connection.add(.question, "live?")
    let states: [(ArtifactReference, UnitState)] = [
      (gone, .pending), (gone, .unfinished), (gone, .done), (gone, .unusable), (live, .pending),
    ]
    for (index, (parent, state)) in states.enumerated() {
      let id = try connection.insert(draft("\(index)", below: parent), plan: plan)
      try connection.setUnit(id, state)
    }
    try connection.screen("filter", [DecisionDraft(.drop, gone.id)])
    try connection.skipOrphans(ofPlan: plan)
    let after = try connection.rows("SELECT state FROM unit ORDER BY id") { $0.text(0) }
    #expect(after == ["skipped", "skipped", "done", "unusable", "pending"])
    #expect(
      try connection.unitStates(ofPlan: plan)
        == [.skipped: 2, .done: 1, .unusable: 1, .pending: 1])
  }
}

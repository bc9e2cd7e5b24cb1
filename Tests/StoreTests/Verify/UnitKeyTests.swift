import Base
import Testing

@testable import Store

/// Requests that are made from more than the artifact that they hang below.
@Suite struct UnitKeyTests {
  let connection: Connection
  private let file: TemporaryFile

  init() throws {
    file = try TemporaryFile()
    connection = file.connection
  }

  /// Stores a request of `stage` that was made from `parents`, and an artifact that it brought.
  @discardableResult private func ask(
    _ stage: String, below parent: ArtifactReference, _ parents: [Key], ordinal: Int = 0,
    inKey: Int = 0, retry: Int = 0, settings: JSON = .object([]),
    bringing: (Kind, [Draft.Parent])? = nil
  ) throws -> Int {
    let stage = PlanStage(
      name: stage, version: 1, prompt: .init(name: "p", text: "?"), endpoint: "e", model: "m",
      settings: settings)
    let plan = try connection.store(
      Plan(method: "test", parameters: .object([]), stages: [stage]))
    var draft = UnitKeys(stage).draft(ordinal, below: parent, parents: parents)
    draft.key = UnitKeys(stage).key(parents: parents, ordinal: inKey)
    for _ in 0..<retry { draft.key = UnitKeys.standIn(for: draft.key) }
    draft.retry = retry
    let unit = try connection.insert(draft, plan: plan)
    guard let (kind, edges) = bringing else { return unit }
    let call = CallDraft(
      attempt: 1, endpoint: "e", url: "u", model: "m", request: [("{}", false)],
      startedAt: "2026-01-01")
    let id = try connection.insert(call, unit: unit, unitKey: draft.key)
    try connection.setUnit(unit, .done)
    let made = Draft(
      kind, "made", parents: edges, origin: .unit(draft.key, ordinal: 0),
      place: draft.place.below(0))
    _ = try connection.insert([made], Batch(plan: plan, method: "test", call: id))
    return unit
  }

  private func check() throws -> Verification.Check {
    try #require(
      try connection.verification().checks.first { $0.name.hasPrefix("the keys of requests") })
  }

  /// The check passes for the stored units, and finds each of them when its ordinal is another.
  private func expectChecked(_ count: Int) throws {
    let found = try check()
    #expect((found.examined, found.faults) == (count, []))
    try connection.execute("UPDATE unit SET ordinal = ordinal + 1")
    #expect(try check().count == count)
  }

  @Test func `a question of GLAN is made from what was drawn for it`() throws {
    let syllabus = try connection.add(.syllabus, "s")
    let session = try connection.add(.session, "t", [.stored(.syllabus, syllabus)])
    let concepts = try ["b", "a"].map {
      try connection.add(.concept, $0, [.stored(.session, session)])
    }
    try ask(
      "questions", below: syllabus, [syllabus.key, session.key] + concepts.map(\.key),
      bringing: (
        .question,
        [.stored(.syllabus, syllabus), .stored(.session, session)]
          + concepts.map { .stored(.concept, $0) }
      ))
    // Nothing says what this one was made from.
    try ask("questions", below: syllabus, [syllabus.key, session.key], ordinal: 1, inKey: 1)
    try expectChecked(1)
  }

  @Test func `an instruction is made from its examples, an instance from instruction and label`()
    throws
  {
    let pool = try connection.add(.pool, "p")
    let examples = try ["y", "x"].map { try connection.add(.instruction, $0) }
    try ask(
      "instructions", below: pool, [pool.key] + examples.map(\.key),
      bringing: (
        .instruction, [.stored(.source, pool)] + examples.map { .stored(.example, $0) }
      ))
    let label = try connection.add(.label, "no", [.stored(.instruction, examples[0])])
    try ask("instances", below: label, [examples[0].key, label.key])
    try expectChecked(2)
  }

  @Test func `an evolution is made from its parent and an operation`() throws {
    let question = try connection.add(.question, "?")
    try ask(
      "evolutions-1", below: question, [question.key, UnitKeys.operation("breadth")],
      settings: ["operations": "deepen=2 breadth=1"])
    try expectChecked(1)
  }

  @Test func `a comparison is of two answers`() throws {
    let question = try connection.add(.question, "?")
    let answers = try ["a", "b", "c"].map {
      try connection.add(.answer, $0, [.stored(.question, question)])
    }
    try ask(
      UnitKeys.pairStage, below: answers[2], [answers[1].key, answers[2].key],
      ordinal: answers[1].id * UnitKeys.perPair + 1, inKey: 1)
    // In another file the answers have other ids.
    let other = try TemporaryFile()
    try other.connection.add(.question, "another")
    _ = try other.connection.merge([file.path], keepIf: { _ in true }) { _ in }
    #expect(try other.connection.verification().checks.flatMap(\.faults) == [])
    try expectChecked(1)
  }

  @Test func `a request that stands in for others has a key made of theirs`() throws {
    let question = try connection.add(.question, "?")
    try ask("answers", below: question, [question.key], retry: 2)
    try expectChecked(1)
  }
}

internal import Base
internal import Client
internal import Curate
internal import Engine
internal import Store

/// One round of evolving answers (DEITA's evolution of quality): the better answer takes the place of
/// the one it came from, which is dropped by rule `evolved` and can be had back.
struct AnswerEvolution: Stage {
  let evolution: Evolution

  /// All rules, in their order.
  static let rules = EvolutionFilter.textRules + EvolutionFilter.answerRules

  let parentKind = Kind.answer
  let childKind = Kind.answer
  let settles = true
  var plan: PlanStage { evolution.plan("answer-evolutions") }

  func units(below answer: Artifact, in connection: Connection) throws -> [UnitPlan] {
    guard let question = try connection.answered(by: answer) else { return [] }
    return unit(answer, question).map { [$0] } ?? []
  }

  private func unit(_ answer: Artifact, _ question: Artifact) -> UnitPlan? {
    guard let operation = evolution.operation(answer) else { return nil }
    let values = ["question": question.asked, "answer": answer.text]
    let (parent, asked, language) = (
      answer.reference, question.reference,
      question.language ?? answer.language ?? evolution.model.language
    )
    return evolution.unit(answer, operation, plan, values: values) { reading, text, attributes in
      [
        Draft(
          .answer, text, attributes: attributes, language: language,
          parents: [.stored(.question, asked), .stored(.evolvedFrom, parent)],
          origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
      ]
    }
  }

  private func child(below answer: Artifact, _ connection: Connection) throws -> Artifact? {
    guard let unit = try units(below: answer, in: connection).first,
      let stored = try unit.stored(in: connection), stored.state == .done
    else { return nil }
    return try connection.made(by: stored.id, kind: .answer).first
  }

  /// The answer goes on as it is if nothing better came of it.
  func given(below answer: Artifact, in connection: Connection) throws -> [Artifact] {
    guard let child = try child(below: answer, connection),
      try !connection.liveHeads(of: [child.reference]).isEmpty
    else { return [answer] }
    return []
  }

  func settle(_ answer: Artifact, in connection: Connection, run: Int) throws {
    guard let child = try child(below: answer, connection) else { return }
    let filter = evolution.filter
    let found =
      filter.finding(in: child.text, from: answer.text) ?? filter.finding(inAnswer: child.text)
    let book = Elimination(kind: .answer, parent: answer.reference.key, stage: plan)
    let drops = found.map {
      [($0.rule, $0.drop(child.reference.id, witness: answer.reference.id))]
    }
    try book.store(drops ?? [], of: AnswerEvolution.rules, connection, run: run)
    let replaced = DecisionDraft(
      .drop, answer.reference.id, witness: child.reference.id,
      reason: "it was evolved into a better answer")
    try book.store(
      found == nil ? [("evolved", replaced)] : [], of: ["evolved"], connection, run: run)
  }
}

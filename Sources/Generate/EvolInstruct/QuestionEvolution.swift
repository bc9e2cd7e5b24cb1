internal import Base
internal import Client
internal import Curate
internal import Engine
internal import Store

/// One round of Evol-Instruct over questions: evolve, judge, answer, eliminate (WizardLM, section 3.2).
///
/// What is eliminated stays, dropped, with its rule; the question that it came from goes on into the
/// next round unevolved.
struct QuestionEvolution: Stage {
  let evolution: Evolution
  /// Who judges whether an evolved question asks for more; nil to take that for granted.
  let judge: StageModel?
  /// Who answers; nil to leave questions unanswered, and what answers tell unlooked at.
  let answers: AnswerStage?

  static let judgePrompt = PromptNeed(
    "evolve-judge", ["question", "evolved", "language", "guidance"],
    required: ["question", "evolved"])

  /// All rules, in their order.
  static let rules =
    EvolutionFilter.textRules + ["no-gain", "unjudged"] + EvolutionFilter.answerRules + [
      "unanswered"
    ]

  let parentKind = Kind.question
  let childKind = Kind.question
  let settles = true
  var plan: PlanStage { evolution.plan("evolutions") }
  var plans: [PlanStage] {
    [plan] + (gainPlan.map { [$0] } ?? []) + (answers.map { $0.plans } ?? [])
  }
  private var gainPlan: PlanStage? { judge.map { $0.planStage("gains", version: 1) } }

  func units(below parent: Artifact, in connection: Connection) throws -> [UnitPlan] {
    guard let evolve = unit(parent) else { return [] }
    guard let child = try child(of: evolve, connection), finding(child, parent) == nil else {
      return [evolve]
    }
    var units = [evolve]
    if let gain = gainUnit(child, parent) {
      units.append(gain)
      guard try verdict(gain, connection) == true else { return units }
    }
    return try units + (answers?.units(below: child, in: connection) ?? [])
  }

  /// The evolved question, dropped or not, once it is there.
  private func child(of unit: UnitPlan, _ connection: Connection) throws -> Artifact? {
    guard let stored = try unit.stored(in: connection), stored.state == .done else { return nil }
    return try connection.made(by: stored.id, kind: .question).first
  }

  private func unit(_ parent: Artifact) -> UnitPlan? {
    guard let operation = evolution.operation(parent) else { return nil }
    let passedOn = ["system", "discipline", "subject"].compactMap { name in
      parent.attributes[name].map { JSON.Member(name, $0) }
    }
    let reference = parent.reference
    let language = parent.language ?? evolution.model.language
    return evolution.unit(parent, operation, plan, values: ["question": parent.asked]) {
      reading, text, attributes in
      [
        Draft(
          .question, text, attributes: .object((attributes.object ?? []) + passedOn),
          language: language, parents: [.stored(.evolvedFrom, reference)],
          origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
      ]
    }
  }

  private func gainUnit(_ child: Artifact, _ parent: Artifact) -> UnitPlan? {
    guard let judge, let plan = gainPlan else { return nil }
    let reference = child.reference
    let values = ["question": parent.asked, "evolved": child.asked]
    return UnitPlan(
      draft: plan.unitDraft(0, below: reference), request: { judge.request(values) },
      read: { reading throws(UnreadableReply) in
        guard let gains = Gain.read(reading.content) else {
          throw UnreadableReply(
            "the verdict is neither equal nor different: \(reading.content.trimmed.prefix(80))")
        }
        return [
          Draft(
            .label, gains ? "different" : "equal", attributes: ["of": "gain"],
            parents: [.stored(.source, reference)], origin: .unit(reading.unit, ordinal: 0),
            place: reading.place.below(0))
        ]
      })
  }

  /// What the judge said: true if the evolved question asks for more; nil if that is not known.
  private func verdict(_ unit: UnitPlan, _ connection: Connection) throws -> Bool? {
    guard let stored = try unit.stored(in: connection), stored.state == .done else { return nil }
    return try connection.made(by: stored.id, kind: .label).first.map { $0.text == "different" }
  }

  private func finding(_ child: Artifact, _ parent: Artifact) -> FilterFinding? {
    evolution.filter.finding(in: child.text, from: parent.asked)
  }

  /// The question goes on as it is if nothing better came of it.
  func given(below parent: Artifact, in connection: Connection) throws -> [Artifact] {
    guard let unit = unit(parent), let child = try child(of: unit, connection),
      try !connection.liveHeads(of: [child.reference]).isEmpty
    else { return [parent] }
    return []
  }

  func settle(_ parent: Artifact, in connection: Connection, run: Int) throws {
    guard let unit = unit(parent), let child = try child(of: unit, connection) else { return }
    let found = try elimination(child, parent, connection)
    try Elimination(kind: .question, parent: parent.reference.key, stage: plan)
      .store(found.map { [$0] } ?? [], of: QuestionEvolution.rules, connection, run: run)
  }

  private func elimination(
    _ child: Artifact, _ parent: Artifact, _ connection: Connection
  ) throws -> (rule: String, decision: DecisionDraft)? {
    let id = child.reference.id
    if let found = finding(child, parent) {
      return (found.rule, found.drop(id, witness: parent.reference.id))
    }
    if let gain = gainUnit(child, parent), let stored = try gain.stored(in: connection),
      stored.state.isFinal
    {
      let verdict = try verdict(gain, connection)
      guard verdict == true else {
        return verdict == false
          ? (
            "no-gain",
            DecisionDraft(
              .drop, id, witness: parent.reference.id,
              call: try connection.lastCall(ofUnit: stored.id),
              reason: "the judge says that it asks for no more")
          )
          : ("unjudged", DecisionDraft(.drop, id, reason: "the judge's verdict could not be read"))
      }
    }
    return try answers.flatMap {
      try answerElimination(id, $0.units(below: child, in: connection), connection)
    }
  }

  /// Why no answer speaks for the question; nil if one does, or if they are not all there yet.
  private func answerElimination(
    _ id: Int, _ units: [UnitPlan], _ connection: Connection
  ) throws -> (rule: String, decision: DecisionDraft)? {
    var found: (rule: String, decision: DecisionDraft)?
    for unit in units {
      guard let stored = try unit.stored(in: connection), stored.state.isFinal else { return nil }
      guard let answer = try connection.made(by: stored.id, kind: .answer).first else {
        found = found ?? ("unanswered", DecisionDraft(.drop, id, reason: "no answer to it came"))
        continue
      }
      guard let finding = evolution.filter.finding(inAnswer: answer.text) else { return nil }
      found = (finding.rule, finding.drop(id, witness: answer.reference.id))
    }
    return found
  }
}

extension Connection {
  /// The last attempt at a unit.
  fileprivate func lastCall(ofUnit unit: Int) throws -> Int? {
    try first(
      "SELECT id FROM call WHERE unit_id = ? ORDER BY attempt DESC LIMIT 1", [.integer(unit)]
    ) { $0.int(0) }
  }
}

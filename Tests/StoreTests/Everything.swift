import Base

@testable import Store

extension Connection {
  /// Fills the file so that every public view has a row.
  func fillOneOfEach() throws {
    let field = try add(.field, "Science")
    let subfield = try add(.subfield, "Chemistry", [.stored(.taxonomy, field)])
    let discipline = try add(.discipline, "Organic chemistry", [.stored(.taxonomy, subfield)])
    let subject = try add(
      .subject, "Stereochemistry", [.stored(.discipline, discipline)],
      attributes: ["level": "2", "subtopics": ["chirality", "isomers"]])
    let syllabus = try add(.syllabus, "Week 1 …", [.stored(.subject, subject)])
    let session = try add(
      .session, "Chirality", [.stored(.syllabus, syllabus)],
      attributes: ["position": 1, "description": "What it is"])
    let concept = try add(
      .concept, "Enantiomers", [.stored(.session, session)], attributes: ["position": 1])
    try add(.instruction, "Name the isomer", attributes: ["is_classification": true])
    let question = try add(
      .question, "What are enantiomers?",
      [.stored(.syllabus, syllabus), .stored(.concept, concept)])
    let (call, asked) = try fillCalls(below: question)
    _ = try insert(
      [
        Draft(
          .answer, "Mirror images.", parents: [.stored(.question, question)],
          origin: .unit(asked, ordinal: 0), place: Place(0).below(0))
      ], Batch(plan: try somePlan(), method: "answers", call: call, time: "2026-01-01"))
    let other = try add(.question, "And what is an enantiomer?")
    try screen("dedup", [DecisionDraft(.drop, other.id, value: 0.9, witness: question.id)])
    try screen("review", [DecisionDraft(.flag, discipline.id)])
    try screen(
      "judge/quality",
      [DecisionDraft(.score, question.id, value: 4), DecisionDraft(.score, question.id, value: 5)])
    try screen("judge/topic", [DecisionDraft(.tag, question.id, reason: "chemistry")])
    let third = try add(.question, "What are twins?")
    let answers = try ["Pictures.", "Twins."].map {
      try add(.answer, $0, [.stored(.question, third)]).id
    }
    try screen(
      "judge/preference", [DecisionDraft(.prefer, answers[0], value: 1, witness: answers[1])])
    let item = try add(.benchmark, "Define enantiomer.", attributes: ["benchmark": "exam"])
    try store(
      ScreeningDraft(
        rule: "contamination/exact", scope: ["kind": "question", "benchmark": "exam"], examined: 1,
        decisions: [DecisionDraft(.flag, question.id, witness: item.id)]),
      run: try beginRun("seedbed test", tool: "0"))
    try add(.passage, "Chirality is handedness.")
    try add(.row, #"{"name":"chirality"}"#, attributes: ["name": "chirality"])
    try add(.seedTask, "Name three isomers.", attributes: ["is_classification": false])
    _ = try storeRecipe("quiz", ["name": "quiz"])
    try fillMadeQuestions(near: question.id)
  }

  /// A question that GLAN drew and one that was evolved, each with its nearest neighbour.
  private func fillMadeQuestions(near neighbour: Int) throws {
    let attributes: [JSON] = [
      ["strategy": "one-session", "depth": 0.5], ["operation": "deepen", "round": 1],
    ]
    for (method, attributes) in zip(["glan", "evol-instruct"], attributes) {
      let made = try insert(
        [
          Draft(
            .question, "Why \(method)?", attributes: attributes,
            origin: .content(occurrence: 0), place: Place(0))
        ], Batch(plan: try somePlan(), method: method, time: "2026-01-01"))
      try screen(
        "nearest",
        made.map { DecisionDraft(.score, $0.reference.id, value: 0.6, witness: neighbour) })
    }
  }

  /// A unit that is done, with its call, and one that failed; the result is the call and the
  /// unit's key.
  private func fillCalls(below question: ArtifactReference) throws -> (call: Int, unit: Key) {
    let stage = PlanStage(
      name: "answers", version: 1, prompt: .init(name: "answers", text: "{question}"),
      endpoint: "default", model: "m", settings: .object([]))
    let plan = try store(Plan(method: "answers", parameters: .object([]), stages: [stage]))
    let units = try (0..<2).map { ordinal in
      let draft = UnitKeys(stage).draft(ordinal, below: question)
      return (id: try insert(draft, plan: plan), key: draft.key)
    }
    try setUnit(units[0].id, .done)
    try setUnit(units[1].id, .unfinished, class: "rate_limited", message: "too many")
    let call = CallDraft(
      attempt: 1, endpoint: "default", url: "http://localhost", model: "m",
      request: [("{}", false)], startedAt: "2026-01-01")
    return (try insert(call, unit: units[0].id, unitKey: units[0].key), units[0].key)
  }
}

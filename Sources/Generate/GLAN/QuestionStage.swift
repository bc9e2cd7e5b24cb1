internal import Base
internal import Client
internal import Engine
internal import Store

/// Questions about draws of sessions and key concepts, with the whole syllabus in the prompt (GLAN,
/// section 2.4).
struct QuestionStage: Stage {
  let model: StageModel
  /// How many questions are wanted below each syllabus.
  let count: Int
  /// How many questions each draw is asked for.
  let perDraw: Int
  /// The share of draws that take from two sessions.
  let twoSessionRatio: Double
  /// Of the draws.
  let seed: Int

  static let variables: Set = [
    "syllabus", "sessions", "concepts", "level", "count", "language", "guidance",
  ]
  static let required: Set = ["concepts"]

  let parentKind = Kind.syllabus
  let childKind = Kind.question
  var settles: Bool { perDraw > 1 }
  var plan: PlanStage {
    model.planStage(
      "questions", version: 1, adding: perDraw > 1 ? [("questions_per_draw", JSON(perDraw))] : [])
  }

  func units(below syllabus: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let outline = try SyllabusOutline(syllabus.reference.id, connection)
    let level =
      try connection.first(
        """
        SELECT a.attributes ->> 'level' FROM standing AS st
        JOIN artifact AS a ON a.id = st.subject_id WHERE st.artifact_id = ?
        """, [.integer(syllabus.reference.id)]
      ) { $0.text(0) } ?? ""
    let draws = DrawSequence(
      concepts: outline.counts, seed: seed, key: syllabus.reference.key,
      twoSessionRatio: twoSessionRatio)
    return draws.prefix((count + perDraw - 1) / perDraw).enumerated().compactMap { ordinal, draw in
      outline.selection(draw).map { unit(ordinal, draw, $0, syllabus, level) }
    }
  }

  private func unit(
    _ ordinal: Int, _ draw: Draw, _ selection: SyllabusOutline.Selection, _ syllabus: Artifact,
    _ level: String
  ) -> UnitPlan {
    let parents =
      [.stored(.syllabus, syllabus.reference)]
      + selection.sessions.map { Draft.Parent.stored(.session, $0.reference) }
      + selection.concepts.map { Draft.Parent.stored(.concept, $0.reference) }
    let keys =
      [syllabus.reference.key]
      + (selection.sessions + selection.concepts).map(\.reference.key)
    let values = [
      "syllabus": syllabus.text, "level": level, "count": String(perDraw),
      "sessions": selection.sessions.map(\.name).joined(separator: "; "),
      "concepts": selection.concepts.map(\.name).joined(separator: "; "),
    ]
    return UnitPlan(
      draft: unitDraft(ordinal, below: syllabus.reference, parents: keys),
      request: {
        model.request(
          values, shared: ["syllabus"],
          schema: perDraw > 1 ? GlanSchemas.questions(count: perDraw) : nil)
      },
      read: { reading throws(UnreadableReply) in
        try read(reading, draw, parents: parents)
      })
  }

  private func read(
    _ reading: Reading, _ draw: Draw, parents: [Draft.Parent]
  ) throws(UnreadableReply) -> [Draft] {
    let texts =
      perDraw == 1
      ? [reading.content] : (reading.object["questions"]?.array ?? []).compactMap(\.string)
    let questions = texts.map(\.trimmed).filter { !$0.isEmpty }
    guard !questions.isEmpty else {
      throw UnreadableReply("the reply has no question", failure: .empty)
    }
    return questions.enumerated().map { index, question in
      Draft(
        .question, question,
        attributes: ["strategy": .string(draw.strategy.rawValue), "draw": .string(draw.text)],
        language: model.language, parents: parents,
        origin: .unit(reading.unit, ordinal: index), place: reading.place.below(index))
    }
  }

  func settle(_ syllabus: Artifact, in connection: Connection, run: Int) throws {
    let groups = try units(below: syllabus, in: connection).compactMap { unit in
      try unit.stored(in: connection).map {
        try connection.settlingChildren(ofUnit: $0.id, kind: .question)
      }
    }
    try settlement(.question, below: syllabus)
      .judge(groups, limit: perDraw, total: count, connection, run: run)
  }
}

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
  /// Which sessions are drawn from.
  let difficulty: Difficulty
  /// Of the draws.
  let seed: Int
  /// How many draws each syllabus has instead of ``count``, by its key; none if it is not there.
  var shares: [Key: Int]?

  static let variables: Set = [
    "syllabus", "sessions", "concepts", "level", "count", "language", "guidance",
  ]
  static let required: Set = ["concepts"]

  let parentKind = Kind.syllabus
  let childKind = Kind.question
  var settles: Bool { perDraw > 1 }
  var plan: PlanStage {
    var more: [(String, JSON)] = []
    if perDraw > 1 { more.append(("questions_per_draw", JSON(perDraw))) }
    if difficulty != .all { more.append(("difficulty", .string(difficulty.text))) }
    return model.planStage("questions", version: 1, adding: more)
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
    let draws = outline.draws(
      difficulty, seed: seed, key: syllabus.reference.key, twoSessionRatio: twoSessionRatio)
    let keys = UnitKeys(plan)
    return draws.prefix(wanted(syllabus)).enumerated().compactMap { ordinal, draw in
      outline.selection(draw).map {
        unit(keys, ordinal, draw, outline.depth(draw), $0, syllabus, level)
      }
    }
  }

  /// How many draws `syllabus` has, as far as there are so many.
  private func wanted(_ syllabus: Artifact) -> Int {
    shares.map { $0[syllabus.reference.key, default: 0] } ?? (count + perDraw - 1) / perDraw
  }

  private func unit(
    _ keys: UnitKeys, _ ordinal: Int, _ draw: Draw, _ depth: Double,
    _ selection: SyllabusOutline.Selection,
    _ syllabus: Artifact, _ level: String
  ) -> UnitPlan {
    let parents =
      [.stored(.syllabus, syllabus.reference)]
      + selection.sessions.map { Draft.Parent.stored(.session, $0.reference) }
      + selection.concepts.map { Draft.Parent.stored(.concept, $0.reference) }
    let parentKeys =
      [syllabus.reference.key]
      + (selection.sessions + selection.concepts).map(\.reference.key)
    let values = [
      "syllabus": syllabus.text, "level": level, "count": String(perDraw),
      "sessions": selection.sessions.map(\.name).joined(separator: "; "),
      "concepts": selection.concepts.map(\.name).joined(separator: "; "),
    ]
    return UnitPlan(
      draft: keys.draft(ordinal, below: syllabus.reference, parents: parentKeys),
      request: {
        model.request(
          values, shared: ["syllabus"],
          schema: perDraw > 1 ? GlanSchemas.questions(count: perDraw) : nil)
      },
      read: { reading throws(UnreadableReply) in
        try read(reading, draw, depth, parents: parents)
      })
  }

  private func read(
    _ reading: Reading, _ draw: Draw, _ depth: Double, parents: [Draft.Parent]
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
        attributes: [
          "strategy": .string(draw.strategy.rawValue), "draw": .string(draw.text),
          "depth": JSON(depth),
        ],
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
    let total = shares == nil ? count : wanted(syllabus) * perDraw
    try settlement(.question, below: syllabus)
      .judge(groups, limit: perDraw, total: total, connection, run: run)
  }
}

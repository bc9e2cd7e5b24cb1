internal import Base
internal import Client
internal import Engine
internal import Store

/// The syllabus of a subject with its class sessions and key concepts (GLAN, section 2.3).
struct SyllabusStage: Stage {
  let model: StageModel
  /// How many sessions are wanted.
  let sessions: Int
  /// How many key concepts are wanted in each session.
  let concepts: Int

  static let variables: Set = [
    "discipline", "subject", "level", "subtopics", "sessions", "concepts", "language", "guidance",
  ]
  static let required: Set = ["subject"]

  let parentKind = Kind.subject
  let childKind = Kind.syllabus
  let settles = true
  var plan: PlanStage { model.planStage("syllabi", version: 1) }

  func units(below subject: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let discipline =
      try connection.first(
        """
        SELECT a.text FROM standing AS st JOIN artifact AS a ON a.id = st.discipline_id
        WHERE st.artifact_id = ?
        """, [.integer(subject.reference.id)]
      ) { $0.text(0) } ?? ""
    return [
      UnitPlan(
        draft: unitDraft(0, below: subject.reference),
        request: { request(subject, discipline) },
        read: { reading throws(UnreadableReply) in try read(reading, subject) })
    ]
  }

  private func request(_ subject: Artifact, _ discipline: String) -> ChatRequest {
    let subtopics = (subject.attributes["subtopics"]?.array ?? []).compactMap(\.string)
    return model.request(
      [
        "discipline": discipline, "subject": subject.text, "level": subject.level,
        "subtopics": subtopics.joined(separator: "; "), "sessions": String(sessions),
        "concepts": String(concepts),
      ], schema: GlanSchemas.syllabus(sessions: sessions, concepts: concepts))
  }

  private func read(_ reading: Reading, _ subject: Artifact) throws(UnreadableReply) -> [Draft] {
    let reply = SyllabusReply(reading.object)
    guard reply.sessions.contains(where: { !$0.concepts.isEmpty }) else {
      throw UnreadableReply("no session of the syllabus has a key concept")
    }
    let place = reading.place.below(0)
    var drafts = [
      Draft(
        .syllabus, reply.text(subject: subject.text),
        attributes: [
          "description": .string(reply.description), "objectives": JSON(reply.objectives),
        ],
        language: model.language, parents: [.stored(.subject, subject.reference)],
        origin: .unit(reading.unit, ordinal: 0), place: place)
    ]
    for (index, session) in reply.sessions.enumerated() {
      let parent = drafts.count
      drafts.append(
        Draft(
          .session, session.name,
          attributes: ["position": JSON(index + 1), "description": .string(session.description)],
          language: model.language, parents: [.draft(.syllabus, 0)],
          origin: .unit(reading.unit, ordinal: index), place: place.below(index)))
      drafts += session.concepts.enumerated().map { number, concept in
        Draft(
          .concept, concept, attributes: ["position": JSON(number + 1)], language: model.language,
          parents: [.draft(.session, parent)], origin: .unit(reading.unit, ordinal: number),
          place: place.below(index).below(number))
      }
    }
    return drafts
  }

  func settle(_ subject: Artifact, in connection: Connection, run: Int) throws {
    for unit in try units(below: subject, in: connection) {
      guard let stored = try unit.stored(in: connection) else { continue }
      let settlement = { (kind: Kind) in
        Settlement(kind: kind, below: subject.reference.key, stage: Key(of: plan.identity).text)
      }
      let sessions = try connection.settlingChildren(
        ofUnit: stored.id, kind: .session, keepsPlaces: true)
      try settlement(.session).judge([sessions], limit: self.sessions, connection, run: run)
      let groups = try sessions.map { session in
        try connection.settlingConcepts(ofSession: session.id)
      }
      try settlement(.concept).judge(groups, limit: concepts, connection, run: run)
    }
  }
}

extension Artifact {
  /// A subject's level as a prompt has it.
  var level: String {
    switch attributes["level"] {
    case .string(let text)?: text
    case .number(let text)?: text
    default: ""
    }
  }
}

extension Connection {
  /// A session's key concepts, as `settlingChildren` has a unit's children; they keep their places.
  func settlingConcepts(ofSession session: Int) throws -> [Settlement.Child] {
    try rows(
      """
      SELECT a.id, a.text FROM lineage AS l
      JOIN artifact AS a ON a.id = l.child_id AND a.kind = 'concept'
      JOIN standing AS st ON st.artifact_id = a.id
      LEFT JOIN decision AS d ON d.id = st.decision_id
      LEFT JOIN screening AS sc ON sc.id = d.screening_id
      WHERE l.parent_id = ? AND l.role = 'session' AND (st.status <> 'dropped'
        OR st.status = 'dropped' AND sc.rule IN ('repeat', 'limit'))
      ORDER BY a.plan_id, a.sequence, a.key
      """, [.integer(session)]
    ) { Settlement.Child(id: $0.int(0), text: $0.text(1)) }
  }
}

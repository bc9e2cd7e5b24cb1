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
  /// Whom a second turn asks for JSON; nil to ask for it at once.
  var structuring: StageModel?

  static let variables: Set = [
    "discipline", "subject", "level", "subtopics", "sessions", "concepts", "language", "guidance",
  ]
  static let required: Set = ["subject"]

  let parentKind = Kind.subject
  let childKind = Kind.syllabus
  let settles = true
  var plan: PlanStage { model.planStage("syllabi", version: 1) }

  var plans: [PlanStage] { [plan] + (structuring.map { [structuringPlan($0)] } ?? []) }

  private func structuringPlan(_ model: StageModel) -> PlanStage {
    model.planStage("structure-syllabus", version: 1)
  }

  func units(below subject: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let values = values(subject, try connection.discipline(of: subject.reference.id))
    let parent = Draft.Parent.stored(.subject, subject.reference)
    guard let structuring else {
      return [
        UnitPlan(
          draft: unitDraft(0, below: subject.reference),
          request: {
            model.request(
              values,
              schema: GlanSchemas.syllabus(
                sessions: sessions...sessions, concepts: concepts...concepts))
          },
          read: { reading throws(UnreadableReply) in try read(reading, subject, [parent]) })
      ]
    }
    let conversation = TwoTurns(
      writing: (model, plan), structuring: (structuring, structuringPlan(structuring)),
      values: values,
      schema: GlanSchemas.syllabus(sessions: 1...2 * sessions, concepts: 1...2 * concepts))
    return try conversation.units(0, below: subject, as: .subject, in: connection) {
      reading, passage throws(UnreadableReply) in
      try read(reading, subject, [parent, .stored(.passage, passage)])
    }
  }

  private func values(_ subject: Artifact, _ discipline: String) -> [String: String] {
    let subtopics = (subject.attributes["subtopics"]?.array ?? []).compactMap(\.string)
    return [
      "discipline": discipline, "subject": subject.text, "level": subject.level,
      "subtopics": subtopics.joined(separator: "; "), "sessions": String(sessions),
      "concepts": String(concepts),
    ]
  }

  private func read(
    _ reading: Reading, _ subject: Artifact, _ parents: [Draft.Parent]
  ) throws(UnreadableReply) -> [Draft] {
    let reply = SyllabusReply(reading.object)
    guard reply.sessions.contains(where: { !$0.concepts.isEmpty }) else {
      throw UnreadableReply("no session of the syllabus has a key concept")
    }
    return reply.drafts(of: subject.text, parents, reading, language: model.language)
  }

  /// Sessions may not repeat within a syllabus, nor concepts within a session; the concepts of a
  /// session that is dropped go with it, since nothing is drawn from them.
  func settle(_ subject: Artifact, in connection: Connection, run: Int) throws {
    for unit in try units(below: subject, in: connection) {
      guard let stored = try unit.stored(in: connection) else { continue }
      let sessions = try connection.settlingChildren(
        ofUnit: stored.id, kind: .session, keepsPlaces: true)
      guard !sessions.isEmpty else { continue }
      let dropped = try settlement(.session, below: subject)
        .judge([sessions], limit: self.sessions, connection, run: run)
      let groups = try sessions.map {
        try connection.settlingChildren(
          of: $0.id, role: .session, kind: .concept, keepsPlaces: true)
      }
      let closed = try sessions.indices.filter {
        try dropped.all.contains(sessions[$0].id) && !connection.isLive(sessions[$0].id)
      }
      try settlement(.concept, below: subject)
        .judge(groups, limit: concepts, none: Set(closed), connection, run: run)
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
  /// The name of the discipline that the artifact `id` is below of; empty if there is none.
  fileprivate func discipline(of id: Int) throws -> String {
    try first(
      """
      SELECT a.text FROM standing AS st JOIN artifact AS a ON a.id = st.discipline_id
      WHERE st.artifact_id = ?
      """, [.integer(id)]
    ) { $0.text(0) } ?? ""
  }
}

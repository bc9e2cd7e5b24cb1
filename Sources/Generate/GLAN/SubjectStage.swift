internal import Base
internal import Client
internal import Engine
internal import Store

/// Subjects of a discipline (GLAN, section 2.2): one or several independent asks, whose repeats are
/// dropped; asked again, a few times, while there are too few.
struct SubjectStage: NamingStage {
  let model: StageModel
  /// How many subjects are wanted below each discipline.
  let count: Int
  /// How often each discipline is asked in any case; the paper asks ten times.
  let samples: Int
  /// Whom a second turn asks for JSON; nil to ask for it at once.
  var structuring: StageModel?

  static let variables: Set = ["discipline", "count", "language", "guidance"]
  static let required: Set = ["discipline"]

  let parentKind = Kind.discipline
  let childKind = Kind.subject
  var plan: PlanStage { model.planStage("subjects", version: 1) }
  var plans: [PlanStage] { [plan] + (structuring.map { [structuringPlan($0)] } ?? []) }

  private func structuringPlan(_ model: StageModel) -> PlanStage {
    model.planStage("structure-subjects", version: 1)
  }

  func turns(
    _ ordinal: Int, below discipline: Artifact, in connection: Connection
  ) throws -> [UnitPlan] {
    let values = ["discipline": discipline.text, "count": String(count)]
    let parent = Draft.Parent.stored(.discipline, discipline.reference)
    guard let structuring else {
      return [
        UnitPlan(
          draft: unitDraft(ordinal, below: discipline.reference),
          request: { model.request(values, schema: GlanSchemas.subjects(count...count)) },
          read: { reading throws(UnreadableReply) in try read(reading, [parent]) })
      ]
    }
    let conversation = TwoTurns(
      writing: (model, plan), structuring: (structuring, structuringPlan(structuring)),
      values: values, schema: GlanSchemas.subjects(1...2 * count))
    return try conversation.units(ordinal, below: discipline, as: .discipline, in: connection) {
      reading, passage throws(UnreadableReply) in
      try read(reading, [parent, .stored(.passage, passage)])
    }
  }

  /// The subjects of the discipline that were imported.
  func given(below discipline: Artifact, in connection: Connection) throws -> [Artifact] {
    try connection.rows(
      """
      SELECT \(Artifact.columns) FROM lineage AS l
      JOIN artifact AS a ON a.id = l.child_id AND a.kind = 'subject'
      JOIN artifact AS f ON f.id = a.item_id AND f.call_id IS NULL
      JOIN standing AS st ON st.artifact_id = a.id AND st.status = 'live'
      WHERE l.parent_id = ? AND l.role = 'discipline'
      ORDER BY a.plan_id, a.sequence, a.key
      """, [.integer(discipline.reference.id)]
    ) { try Artifact($0) }
  }

  private func read(
    _ reading: Reading, _ parents: [Draft.Parent]
  ) throws(UnreadableReply) -> [Draft] {
    let subjects = (reading.object["subjects"]?.array ?? []).compactMap { item in
      item["name"]?.string.map { (name: $0.trimmed, item: item) }
    }.filter { !$0.name.isEmpty }
    guard !subjects.isEmpty else { throw UnreadableReply("the reply names no subject") }
    return subjects.enumerated().map { index, subject in
      let level = subject.item["level"].map { SubjectLevel($0).attributes } ?? []
      let subtopics = JSON.Member("subtopics", subject.item["subtopics"] ?? [])
      return Draft(
        .subject, subject.name, attributes: .object(level + [subtopics]),
        language: model.language, parents: parents,
        origin: .unit(reading.unit, ordinal: index), place: reading.place.below(index))
    }
  }
}

internal import Base
internal import Client
internal import Engine
internal import Store

/// Subjects of a discipline (GLAN, section 2.2): one or several independent asks, whose repeats are
/// dropped; asked again, a few times, while there are too few.
struct SubjectStage: Stage {
  let model: StageModel
  /// How many subjects are wanted below each discipline.
  let count: Int
  /// How often each discipline is asked in any case; the paper asks ten times.
  let samples: Int

  /// How many more asks there may be while subjects are missing.
  static let furtherAsks = 3

  static let variables: Set = ["discipline", "count", "language", "guidance"]
  static let required: Set = ["discipline"]

  let parentKind = Kind.discipline
  let childKind = Kind.subject
  let settles = true
  var plan: PlanStage { model.planStage("subjects", version: 1) }

  func units(below discipline: Artifact, in connection: Connection) throws -> [UnitPlan] {
    var units = (0..<samples).map { unit($0, discipline) }
    while try asksAgain(units, discipline.reference, connection) {
      units.append(unit(units.count, discipline))
    }
    return units
  }

  /// True if the next unit was planned before, or if all so far are final and brought too little.
  private func asksAgain(
    _ units: [UnitPlan], _ discipline: ArtifactReference, _ connection: Connection
  ) throws -> Bool {
    guard units.count < samples + SubjectStage.furtherAsks else { return false }
    let next = unitKey(parents: [discipline.key], ordinal: units.count)
    if try connection.unit(next) != nil { return true }
    for unit in units {
      guard try unit.stored(in: connection)?.state.isFinal == true else { return false }
    }
    return try names(units, connection) < count
  }

  func isSatisfied(below discipline: Artifact, in connection: Connection) throws -> Bool {
    try names(units(below: discipline, in: connection), connection) >= count
  }

  /// How many subjects `units` brought, repeats not counted.
  private func names(_ units: [UnitPlan], _ connection: Connection) throws -> Int {
    try Set(children(units, connection).map { Settlement.comparable($0.text) }).count
  }

  private func children(
    _ units: [UnitPlan], _ connection: Connection
  ) throws -> [Settlement.Child] {
    try units.flatMap { unit in
      try unit.stored(in: connection).map {
        try connection.settlingChildren(ofUnit: $0.id, kind: .subject)
      } ?? []
    }
  }

  private func unit(_ ordinal: Int, _ discipline: Artifact) -> UnitPlan {
    UnitPlan(
      draft: unitDraft(ordinal, below: discipline.reference),
      request: {
        model.request(
          ["discipline": discipline.text, "count": String(count)],
          schema: GlanSchemas.subjects(count: count))
      },
      read: { reading throws(UnreadableReply) in
        try read(reading, discipline.reference)
      })
  }

  private func read(
    _ reading: Reading, _ discipline: ArtifactReference
  ) throws(UnreadableReply) -> [Draft] {
    let subjects = (reading.object["subjects"]?.array ?? []).compactMap { item in
      item["name"]?.string.map { (name: $0.trimmed, item: item) }
    }.filter { !$0.name.isEmpty }
    guard !subjects.isEmpty else { throw UnreadableReply("the reply names no subject") }
    return subjects.enumerated().map { index, subject in
      Draft(
        .subject, subject.name,
        attributes: [
          "level": SubjectStage.level(subject.item["level"]),
          "subtopics": subject.item["subtopics"] ?? [],
        ], language: model.language, parents: [.stored(.discipline, discipline)],
        origin: .unit(reading.unit, ordinal: index), place: reading.place.below(index))
    }
  }

  /// A level as a number, also where a model wrote it as text; other words stay as they are.
  static func level(_ item: JSON?) -> JSON {
    guard case .string(let text)? = item, let number = Int(text.trimmed) else {
      return item ?? .null
    }
    return JSON(number)
  }

  func settle(_ discipline: Artifact, in connection: Connection, run: Int) throws {
    let children = try children(units(below: discipline, in: connection), connection)
    let settlement = Settlement(
      kind: .subject, below: discipline.reference.key, stage: Key(of: plan.identity).text)
    try settlement.judge([children], limit: count, connection, run: run)
  }
}

internal import Base
internal import Client
internal import Engine
internal import Store

/// Subfields of a field with their disciplines (GLAN, section 2.1).
struct TaxonomyStage: Stage {
  let model: StageModel
  /// How many subfields are wanted in each field.
  let subfields: Int
  /// How many disciplines are wanted in each subfield.
  let disciplines: Int

  static let variables: Set = ["field", "subfields", "disciplines", "language", "guidance"]
  static let required: Set = ["field"]

  let parentKind = Kind.field
  let childKind = Kind.discipline
  let settles = true
  var plan: PlanStage { model.planStage("taxonomy", version: 1) }

  /// One request; none for a field that a person gave together with what is below it.
  func units(below field: Artifact, in connection: Connection) throws -> [UnitPlan] {
    guard try !connection.isGivenTree(field.reference.id) else { return [] }
    let values = [
      "field": field.text, "subfields": String(subfields), "disciplines": String(disciplines),
    ]
    return [
      UnitPlan(
        draft: unitDraft(0, below: field.reference),
        request: {
          model.request(
            values, schema: GlanSchemas.taxonomy(subfields: subfields, disciplines: disciplines))
        },
        read: { reading throws(UnreadableReply) in try read(reading, field.reference) })
    ]
  }

  private func read(
    _ reading: Reading, _ field: ArtifactReference
  ) throws(UnreadableReply) -> [Draft] {
    let nodes = (reading.object["subfields"]?.array ?? []).compactMap { item in
      item["name"]?.string.map {
        (name: $0.trimmed, disciplines: SyllabusReply.texts(item["disciplines"]))
      }
    }.filter { !$0.name.isEmpty }
    guard nodes.contains(where: { !$0.disciplines.isEmpty }) else {
      throw UnreadableReply("the reply names no discipline")
    }
    var drafts: [Draft] = []
    for (index, node) in nodes.enumerated() {
      let (parent, place) = (drafts.count, reading.place.below(index))
      drafts.append(
        Draft(
          .subfield, node.name, language: model.language, parents: [.stored(.taxonomy, field)],
          origin: .unit(reading.unit, ordinal: index), place: place))
      drafts += node.disciplines.enumerated().map { number, name in
        Draft(
          .discipline, name, language: model.language, parents: [.draft(.taxonomy, parent)],
          origin: .unit(reading.unit, ordinal: number), place: place.below(number))
      }
    }
    return drafts
  }

  /// Disciplines may not repeat within the whole field; those of a subfield that is too much are so,
  /// too.
  func settle(_ field: Artifact, in connection: Connection, run: Int) throws {
    for unit in try units(below: field, in: connection) {
      guard let stored = try unit.stored(in: connection) else { continue }
      let nodes = try connection.settlingChildren(
        ofUnit: stored.id, kind: .subfield, keepsPlaces: true)
      let dropped = try settlement(.subfield, below: field)
        .judge([nodes], limit: subfields, connection, run: run)
      let groups = try nodes.map {
        try connection.settlingChildren(
          of: $0.id, role: .taxonomy, kind: .discipline, keepsPlaces: true)
      }
      let closed = try nodes.indices.filter {
        try dropped.excess.contains(nodes[$0].id) && !connection.isLive(nodes[$0].id)
      }
      try settlement(.discipline, below: field).judge(
        groups, limit: disciplines, none: Set(closed), isOneList: true, connection, run: run)
    }
  }

  /// The disciplines below the field that were imported.
  func given(below field: Artifact, in connection: Connection) throws -> [Artifact] {
    try connection.rows(
      """
      WITH nodes (id) AS (
        VALUES (?1) UNION SELECT child_id FROM lineage WHERE parent_id = ?1 AND role = 'taxonomy')
      SELECT \(Artifact.columns) FROM nodes AS n
      JOIN lineage AS l ON l.parent_id = n.id AND l.role = 'taxonomy'
      JOIN artifact AS a ON a.id = l.child_id AND a.kind = 'discipline'
      JOIN artifact AS f ON f.id = a.item_id AND f.call_id IS NULL
      JOIN standing AS st ON st.artifact_id = a.id AND st.status = 'live'
      ORDER BY a.plan_id, a.sequence, a.key
      """, [.integer(field.reference.id)]
    ) { try Artifact($0) }
  }
}

extension Connection {
  /// True for a node that no model was asked for, and below which there is something.
  fileprivate func isGivenTree(_ id: Int) throws -> Bool {
    try first(
      """
      SELECT 1 FROM artifact AS a WHERE a.id = ? AND a.call_id IS NULL AND EXISTS (
        SELECT 1 FROM lineage AS l JOIN artifact AS c ON c.id = l.child_id AND c.call_id IS NULL
        WHERE l.parent_id = a.id AND l.role = 'taxonomy')
      """, [.integer(id)]
    ) { _ in true } ?? false
  }
}

internal import Base
internal import Client
internal import Engine
internal import Store

/// The fields of the taxonomy (GLAN, section 2.1), below what it is a taxonomy of.
struct FieldStage: NamingStage {
  let model: StageModel
  /// How many fields are wanted.
  let count: Int
  let samples = 1
  let keepsPlaces = true

  static let variables: Set = ["knowledge", "count", "language", "guidance"]

  let parentKind = Kind.taxonomy
  let childKind = Kind.field
  var plan: PlanStage { model.planStage("fields", version: 1) }

  func turns(
    _ ordinal: Int, below root: Artifact, in connection: Connection
  ) throws -> [UnitPlan] {
    let reference = root.reference
    return [
      UnitPlan(
        draft: unitDraft(ordinal, below: reference),
        request: {
          model.request(
            ["knowledge": root.text, "count": String(count)],
            schema: GlanSchemas.fields(count: count))
        },
        read: { reading throws(UnreadableReply) in try read(reading, reference) })
    ]
  }

  private func read(
    _ reading: Reading, _ root: ArtifactReference
  ) throws(UnreadableReply) -> [Draft] {
    let names = SyllabusReply.texts(reading.object["fields"])
    guard !names.isEmpty else { throw UnreadableReply("the reply names no field") }
    return names.enumerated().map { index, name in
      Draft(
        .field, name, language: model.language, parents: [.stored(.taxonomy, root)],
        origin: .unit(reading.unit, ordinal: index), place: reading.place.below(index))
    }
  }

  /// The fields that were imported, which no model was asked for.
  func given(below root: Artifact, in connection: Connection) throws -> [Artifact] {
    try connection.rows(
      """
      SELECT \(Artifact.columns) FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
      JOIN artifact AS f ON f.id = a.item_id AND f.call_id IS NULL
      WHERE st.kind = 'field' AND st.status = 'live'
      ORDER BY a.plan_id, a.sequence, a.key
      """
    ) { try Artifact($0) }
  }
}

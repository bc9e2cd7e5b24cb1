internal import Base
internal import Client
internal import Engine
internal import Store

/// Questions made from rows, by a template whose variables are the rows' columns.
struct RowStage: Stage {
  let model: StageModel
  /// How many questions are wanted of each row.
  let count: Int

  let parentKind = Kind.row
  let childKind = Kind.question
  var plan: PlanStage { model.planStage("questions", version: 1) }

  func units(below row: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let reference = row.reference
    return (0..<count).map { ordinal in
      UnitPlan(
        draft: unitDraft(ordinal, below: reference),
        request: { model.request(row.values) },
        read: { reading throws(UnreadableReply) in
          [
            Draft(
              .question, reading.content.trimmed, language: model.language,
              parents: [.stored(.source, reference)],
              origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
          ]
        })
    }
  }
}

extension Artifact {
  /// A row's columns as text, for a template.
  var values: [String: String] { Artifact.values(of: attributes) }

  /// The members of `attributes` as text; null as nothing.
  static func values(of attributes: JSON) -> [String: String] {
    let columns = (attributes.object ?? []).map { member in
      (member.name, member.value == .null ? "" : member.value.string ?? member.value.text)
    }
    return Dictionary(columns, uniquingKeysWith: { _, last in last })
  }
}

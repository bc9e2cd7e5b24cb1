internal import Base
internal import Client
internal import Engine
internal import Store

/// Questions made from rows, by a template whose variables are the rows' columns.
struct RowStage: Stage {
  let model: StageModel
  /// How many questions are wanted of each row.
  let count: Int
  /// What stands before the prompt, as a turn of the system.
  var system: String?
  /// The shape of the replies.
  var shape: ReplyShape?

  let parentKind = Kind.row
  let childKind = Kind.question
  var plan: PlanStage {
    let system = system.map { [("system", JSON.string($0))] } ?? []
    return model.planStage("questions", version: 1, adding: system + shape.settings)
  }

  func units(below row: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let reference = row.reference
    return (0..<count).map { ordinal in
      UnitPlan(
        draft: unitDraft(ordinal, below: reference),
        request: { request(row) },
        read: { reading throws(UnreadableReply) in
          let (text, attributes) = try shape.parts(reading, of: .question)
          return [
            Draft(
              .question, text, attributes: attributes, language: model.language,
              parents: [.stored(.source, reference)],
              origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
          ]
        })
    }
  }

  private func request(_ row: Artifact) -> ChatRequest {
    var request = model.request(row.values, schema: shape?.schema)
    if let system { request.messages.insert(.init(role: "system", system), at: 0) }
    return request
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

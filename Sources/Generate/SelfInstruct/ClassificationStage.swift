internal import Base
internal import Client
internal import Engine
internal import Store

/// Self-Instruct's second step: whether an instruction is a classification task with few labels.
///
/// The verdict is an artifact of its own. A reply that is neither is a unit without one: such an
/// instruction is neither yes nor no, and gets no instances until it is asked once more.
struct ClassificationStage: Stage {
  let model: StageModel

  static let variables: Set = ["instruction", "language", "guidance"]
  static let required: Set = ["instruction"]

  let parentKind = Kind.instruction
  let childKind = Kind.label
  var plan: PlanStage { model.planStage("classifications", version: 1) }

  func units(below instruction: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let reference = instruction.reference
    return [
      UnitPlan(
        draft: unitDraft(0, below: reference),
        request: { model.modelRequest(["instruction": instruction.text]) },
        read: { reading throws(UnreadableReply) in
          guard let isClassification = YesNo.read(reading.content) else {
            throw UnreadableReply(
              "the reply is neither yes nor no: \(reading.content.trimmed.prefix(80))")
          }
          return [
            Draft(
              .label, isClassification ? "yes" : "no", attributes: ["of": "classification"],
              language: model.language, parents: [.stored(.instruction, reference)],
              origin: .unit(reading.unit, ordinal: 0), place: reading.place.below(0))
          ]
        })
    ]
  }
}

internal import Base
internal import Client
internal import Engine
internal import Store

/// Self-Instruct's third step: instances of an instruction, the input first, or for a classification
/// the class first, since else most would get the same one (section 2.3).
struct InstanceStage: Stage {
  /// Whom it asks for tasks that are no classification, and for those that are.
  let (inputFirst, outputFirst): (StageModel, StageModel)
  /// How many instances are kept of each instruction.
  let count: Int

  static let variables: Set = ["instruction", "count", "language", "guidance"]
  static let required: Set = ["instruction"]

  let parentKind = Kind.label
  let childKind = Kind.question
  let settles = true
  var plan: PlanStage { plan(isOutputFirst: false) }
  var plans: [PlanStage] { [plan, plan(isOutputFirst: true)] }

  private func plan(isOutputFirst: Bool) -> PlanStage {
    (isOutputFirst ? outputFirst : inputFirst).planStage(
      isOutputFirst ? "class-instances" : "instances", version: 1)
  }

  func units(below label: Artifact, in connection: Connection) throws -> [UnitPlan] {
    guard let instruction = try connection.instruction(of: label) else { return [] }
    let isOutputFirst = label.text == "yes"
    let model = isOutputFirst ? outputFirst : inputFirst
    let parent = Draft.Parent.stored(.instruction, instruction.reference)
    return [
      UnitPlan(
        draft: plan(isOutputFirst: isOutputFirst).unitDraft(
          0, below: label.reference, parents: [instruction.reference.key, label.reference.key]),
        request: {
          model.modelRequest(["instruction": instruction.text, "count": String(count)])
        },
        read: { reading throws(UnreadableReply) in
          let drafts = InstanceDrafts(
            instruction: instruction.text, parent: parent, language: model.language,
            reading: reading)
          var all: [Draft] = []
          let found = try Instances(reading.content, isOutputFirst: isOutputFirst).list
          for (ordinal, instance) in found.enumerated() {
            all += drafts.drafts(ordinal, instance, after: all.count, below: reading.place)
          }
          return all
        })
    ]
  }

  func settle(_ label: Artifact, in connection: Connection, run: Int) throws {
    var rows: [InstanceRules.Row] = []
    for unit in try units(below: label, in: connection) {
      guard let stored = try unit.stored(in: connection) else { continue }
      rows += try connection.instances(ofUnit: stored.id)
    }
    let found = InstanceRules(limit: count).decisions(rows)
    for rule in InstanceRules.names {
      try connection.storeIfChanged(
        ScreeningDraft(
          rule: rule,
          scope: [
            "kind": "question", "below": .string(label.reference.key.text), "stage": "instances",
          ], parameters: rule == "limit" ? ["limit": JSON(count)] : [:], examined: rows.count,
          decisions: found[rule] ?? []), run: run)
    }
  }
}

extension Connection {
  /// The instruction that `label` is about.
  fileprivate func instruction(of label: Artifact) throws -> Artifact? {
    try first(
      """
      SELECT \(Artifact.columns) FROM lineage AS l JOIN artifact AS a ON a.id = l.parent_id
      WHERE l.child_id = ? AND l.role = 'instruction'
      """, [.integer(label.reference.id)]
    ) { try Artifact($0) }
  }

  /// The questions that a unit brought, each with the answer that came with it.
  fileprivate func instances(ofUnit unit: Int) throws -> [InstanceRules.Row] {
    try made(by: unit, kind: .question).map { question in
      let output = try first(
        """
        SELECT a.text FROM lineage AS l
        JOIN artifact AS a ON a.id = l.child_id AND a.call_id = (
          SELECT q.call_id FROM artifact AS q WHERE q.id = l.parent_id)
        WHERE l.parent_id = ? AND l.role = 'question'
        """, [.integer(question.reference.id)]
      ) { $0.text(0) }
      return InstanceRules.Row(
        question: question.reference.id, input: question.attributes["input"]?.string ?? "",
        output: output)
    }
  }
}

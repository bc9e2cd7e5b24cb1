internal import Base
internal import Client
internal import Engine
internal import Store

/// One judge: what it is asked for, whom, and how often.
public struct Judge: Sendable {
  /// What it is asked for.
  public var task: JudgeTask
  /// Whom it is.
  public var model: StageModel
  /// How many times it judges each thing.
  public var samples: Int

  /// A judge for `task`.
  public init(_ task: JudgeTask, model: StageModel, samples: Int) {
    self.task = task
    self.model = model
    self.samples = samples
  }

  /// How a plan stores it.
  var plan: PlanStage { model.planStage("judge/\(task.name)", version: 1) }

  /// What it is asked about `artifact`.
  func units(below artifact: Artifact, in connection: Connection) throws -> [UnitPlan] {
    guard artifact.kind == task.kind else { return [] }
    switch task {
    case .preference: return try comparisons(artifact, connection)
    case .score, .tags:
      let values = try values(artifact, connection)
      return (0..<samples).map { sample in
        unit(plan.unitDraft(sample, below: artifact.reference), values)
      }
    }
  }

  private func values(
    _ artifact: Artifact, _ connection: Connection
  ) throws -> [String: String] {
    guard artifact.kind == .answer else { return ["question": artifact.prompt] }
    let question = try connection.answered(by: artifact)
    return ["question": question?.prompt ?? "", "answer": artifact.text]
  }

  /// The answer beside each earlier one to the same question, each of the two first once.
  ///
  /// The ordinal has the earlier one's id, so that another sibling moves nobody's place; keys are
  /// made of the answers' keys.
  private func comparisons(
    _ answer: Artifact, _ connection: Connection
  ) throws -> [UnitPlan] {
    let question = try connection.answered(by: answer)?.prompt ?? ""
    return try connection.earlierSiblings(of: answer.reference.id).flatMap { earlier in
      (0..<samples * task.orders).map { ordinal in
        let isSwapped = ordinal % 2 == 1
        let place = earlier.reference.id * UnitKeys.perPair + ordinal
        var draft = plan.unitDraft(place, below: answer.reference)
        draft.key = plan.unitKey(
          parents: [earlier.reference.key, answer.reference.key], ordinal: ordinal)
        return unit(
          draft,
          [
            "question": question, "answer_a": isSwapped ? answer.text : earlier.text,
            "answer_b": isSwapped ? earlier.text : answer.text,
          ])
      }
    }
  }

  private func unit(_ draft: UnitDraft, _ values: [String: String]) -> UnitPlan {
    let task = task
    return UnitPlan(
      draft: draft, request: { model.request(values, schema: task.schema) },
      read: { reading throws(UnreadableReply) in
        // Judgements are not artifacts: they are read from the call when the run ends.
        _ = try JudgeReply(reading.object, task)
        return []
      })
  }

  /// What `reply`, the response to the unit with `ordinal` below `artifact`, says of whom.
  func decisions(
    _ reply: JudgeReply, _ artifact: Int, ordinal: Int, call: Int
  ) -> [(rule: String, decision: DecisionDraft)] {
    switch reply {
    case .score(let score, let reason):
      return [
        (
          "judge/\(task.name)",
          DecisionDraft(.score, artifact, value: score, call: call, reason: reason)
        )
      ]
    case .preference(let first, let reason):
      let earlier = ordinal / UnitKeys.perPair
      // In an odd one the later answer was shown first.
      let isLater = first.map { $0 == (ordinal % 2 == 1) } ?? true
      return [
        (
          "judge/preference",
          DecisionDraft(
            .prefer, isLater ? artifact : earlier, value: first == nil ? 0 : 1,
            witness: isLater ? earlier : artifact, call: call, reason: reason)
        )
      ]
    case .tags(let tags):
      return tags.map { name, value in
        ("judge/\(name)", DecisionDraft(.tag, artifact, call: call, reason: value))
      }
    }
  }
}

extension Artifact {
  /// A question as a judge sees it: with its input, and below its system prompt.
  fileprivate var prompt: String {
    let system = attributes["system"]?.string ?? ""
    return (system.isEmpty ? "" : "(System prompt: \(system))\n\n") + asked
  }
}

extension Connection {
  /// The live answers to the same question that come before an answer in canonical order.
  fileprivate func earlierSiblings(of answer: Int) throws -> [Artifact] {
    try rows(
      """
      SELECT \(Artifact.columns) FROM standing AS own
      JOIN artifact AS o ON o.id = own.artifact_id
      JOIN standing AS st ON st.question_id = own.question_id AND st.status = 'live'
      JOIN artifact AS a ON a.id = st.artifact_id
      WHERE own.artifact_id = ?
        AND (a.plan_id, a.sequence, a.key) < (o.plan_id, o.sequence, o.key)
      ORDER BY a.plan_id, a.sequence, a.key
      """, [.integer(answer)]
    ) { try Artifact($0) }
  }
}

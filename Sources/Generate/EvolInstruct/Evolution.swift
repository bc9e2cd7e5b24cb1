internal import Base
internal import Client
internal import Curate
internal import Engine
internal import Store

/// What one round of Evol-Instruct is told, for questions and for answers.
struct Evolution: Sendable {
  /// Whom it asks; each operation has a prompt of its own.
  let model: StageModel
  /// The prompts by operation.
  let prompts: [Operation: PromptTemplate]
  let weights: OperationWeights
  /// Which round, from 1.
  let round: Int
  /// Of the draws.
  let seed: Int
  let filter: EvolutionFilter

  /// The plan: the texts of all operations' prompts are one, since which of them is used is drawn.
  func plan(_ name: String) -> PlanStage {
    var stage = model.planStage(
      "\(name)-\(round)", version: 1, adding: [("operations", .string(weights.text))])
    stage.prompt = PlanStage.Prompt(
      name: "evolve",
      text: weights.operations.map { operation in
        "# \(operation.rawValue)\n\n" + (prompts[operation]?.text ?? "")
      }.joined(separator: "\n"))
    return stage
  }

  /// The operation for `parent`.
  func operation(_ parent: Artifact) -> Operation? {
    weights.draw(parent.reference.key, round: round, seed: seed)
  }

  /// The unit that evolves `parent`, in stage `plan`.
  func unit(
    _ parent: Artifact, _ operation: Operation, _ plan: PlanStage, values: [String: String],
    read: @escaping @Sendable (Reading, String, JSON) -> [Draft]
  ) -> UnitPlan {
    var draft = plan.unitDraft(
      0, below: parent.reference,
      parents: [parent.reference.key, UnitKeys.operation(operation.rawValue)])
    draft.place = parent.reference.place.below(round)
    var model = model
    if let prompt = prompts[operation] { model.prompt = prompt }
    let (asked, language) = (model, parent.language ?? model.language)
    var filled = values
    filled["language"] = language
    let (number, request) = (round, filled)
    return UnitPlan(
      draft: draft, request: { asked.request(request) },
      read: { reading throws(UnreadableReply) in
        let text = Evolution.bare(reading.content)
        guard !text.isEmpty else {
          throw UnreadableReply("the reply has nothing but a label", failure: .empty)
        }
        return read(
          reading, text,
          ["operation": .string(operation.rawValue), "round": JSON(number)])
      })
  }

  /// A reply without the label that models like to begin it with; what they add is kept with the call.
  static func bare(_ reply: String) -> String {
    let text = reply.trimmed
    let line = text.prefix { !$0.isNewline }
    guard let colon = line.firstIndex(where: { ":：".contains($0) }) else { return text }
    let label = line[..<colon].lowercased().filter { $0.isLetter }
    guard labels.contains(label) else { return text }
    return String(text[text.index(after: colon)...].drop { "*# ".contains($0) }).trimmed
  }

  private static let labels: Set = [
    "rewrittentask", "rewrittenprompt", "newtask", "newprompt", "createdprompt", "task", "prompt",
    "therewrittentask", "rewrittenquestion", "newquestion", "question", "rewrittenanswer", "answer",
    "書き直した課題", "新しい課題", "課題", "고쳐쓴과제", "새과제", "과제", "改写后的任务", "新任务", "任务",
  ]
}

/// Stores what rules conclude about what was evolved below one parent.
struct Elimination {
  let kind: Kind
  let parent: Key
  let stage: PlanStage

  /// Stores `found` (at most one verdict a rule), and takes back what other rules concluded before.
  func store(
    _ found: [(rule: String, decision: DecisionDraft)], of rules: [String],
    _ connection: Connection, run: Int
  ) throws {
    for rule in rules {
      let decisions = found.filter { $0.rule == rule }.map(\.decision)
      try connection.storeIfChanged(
        ScreeningDraft(
          rule: rule,
          scope: [
            "kind": .string(kind.rawValue), "below": .string(parent.text),
            "stage": .string(Key(of: stage.identity).text),
          ], examined: 1, decisions: decisions), run: run)
    }
  }
}

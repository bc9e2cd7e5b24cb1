internal import Base
public import Curate
public import Engine
public import Store

/// Evol-Instruct: questions, or answers, made harder or better in rounds, and judged after each.
///
/// After Xu and others 2023, "WizardLM: Empowering Large Language Models to Follow Complex
/// Instructions", arXiv 2304.12244; for answers Liu and others 2023, "What Makes Good Data for
/// Alignment?", arXiv 2312.15685.
public struct EvolInstruct: Sendable {
  /// What is evolved.
  public var target: Target
  /// Whom it asks: `evolutions`, and of questions `gains` and `answers`; without one of the last two
  /// nothing is judged, or answered.
  public var models: [String: StageModel]
  /// The prompts by operation.
  public var prompts: [Operation: PromptTemplate]
  /// How often each operation is drawn.
  public var weights: OperationWeights
  /// How many rounds.
  public var rounds = 4
  /// Answers to each evolved question.
  public var answers = 1
  /// What is eliminated.
  public var filter = EvolutionFilter()
  /// Which questions, or the answers to which: a condition over the view `questions`.
  public var condition: String?
  /// At most this many.
  public var limit: Int?
  /// Of the draws.
  public var seed: Int

  /// What can be evolved.
  public enum Target: String, Sendable, CaseIterable {
    case questions, answers
  }

  /// Evol-Instruct.
  public init(
    target: Target, models: [String: StageModel], prompts: [Operation: PromptTemplate],
    weights: OperationWeights, seed: Int
  ) {
    self.target = target
    self.models = models
    self.prompts = prompts
    self.weights = weights
    self.seed = seed
  }

  /// The prompt with which a judge is asked.
  public static let judgePrompt = QuestionEvolution.judgePrompt

  /// The stages: one for each round.
  public var stages: [any Stage] {
    guard let model = models["evolutions"] else { return [] }
    return (1...max(rounds, 1)).map { round in
      let evolution = Evolution(
        model: model, prompts: prompts, weights: weights, round: round, seed: seed, filter: filter)
      guard target == .questions else { return AnswerEvolution(evolution: evolution) }
      return QuestionEvolution(
        evolution: evolution, judge: models["gains"],
        answers: models["answers"].map { AnswerStage(model: $0, count: answers) })
    }
  }

  /// The plan: the same operations, rounds, rules and models are the same plan.
  public var plan: Plan {
    var stages: [PlanStage] = []
    for plan in self.stages.flatMap(\.plans) where !stages.contains(plan) { stages.append(plan) }
    return Plan(
      method: "evol-instruct",
      parameters: [
        "evolve": .string(target.rawValue), "rounds": JSON(rounds), "answers": JSON(answers),
        "operations": .string(weights.text), "rules": JSON(filter.names.sorted()),
        "where": JSON(condition), "limit": limit.map { JSON($0) } ?? .null,
      ], seed: seed, stages: stages)
  }

  /// The live questions, or the answers that stand for them, in canonical order; what was evolved
  /// before is not evolved from the start again, and neither are later turns of a conversation.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    let chosen = condition.map { "AND q.id IN (SELECT id FROM questions WHERE (\n\($0)\n))" } ?? ""
    let found = try connection.rows(
      target == .questions ? EvolInstruct.questions(chosen) : EvolInstruct.answers(chosen)
    ) { try Artifact($0) }
    return limit.map { Array(found.prefix($0)) } ?? found
  }

  private static func questions(_ chosen: String) -> String {
    """
    SELECT \(Artifact.columns.replacing("a.", with: "q.")) FROM artifact AS q
    JOIN standing AS st ON st.artifact_id = q.id
    WHERE q.kind = 'question' AND st.status = 'live' AND st.turn = 1
      AND q.method <> 'evol-instruct' \(chosen)
    ORDER BY q.plan_id, q.sequence, q.key
    """
  }

  /// An answer that was evolved is dropped for the better one, and still where its rounds begin.
  private static func answers(_ chosen: String) -> String {
    """
    SELECT \(Artifact.columns) FROM artifact AS a
    JOIN standing AS an ON an.artifact_id = a.id
    JOIN artifact AS q ON q.id = an.question_id
    JOIN standing AS st ON st.artifact_id = q.id
    WHERE a.kind = 'answer' AND st.status = 'live' AND st.turn = 1
      AND (a.method <> 'evol-instruct' OR a.attributes ->> 'operation' IS NULL) \(chosen)
      AND (an.chosen = 1 OR EXISTS (SELECT 1 FROM drops AS d
        WHERE d.artifact_id = a.id AND d.rule = 'evolved'))
    ORDER BY a.plan_id, a.sequence, a.key
    """
  }
}

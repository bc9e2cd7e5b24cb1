internal import Base
public import Engine
public import Store

/// Magpie: questions that an aligned model writes by itself when it is given the beginning of a user's
/// turn, and its answers to them.
///
/// After Xu and others 2024, "Magpie: Alignment Data Synthesis from Scratch by Prompting Aligned LLMs
/// with Nothing", arXiv 2406.08464.
public struct Magpie: Sendable {
  /// Whom it asks: `questions` by raw completions, and `answers` by chat.
  public var models: [String: StageModel]
  /// The model's chat template.
  public var template: ChatTemplate
  /// Questions of each topic.
  public var questions = 100
  /// System texts that lead the model to a topic; empty for none.
  public var topics: [String] = []
  /// Turns of each conversation.
  public var turns = 1
  /// Whether a question ends with its first line.
  public var isFirstLine = false
  /// Answers to each question; 0 to end with the questions.
  public var answers = 1

  /// Magpie over a model with `template`.
  public init(models: [String: StageModel], template: ChatTemplate) {
    self.models = models
    self.template = template
  }

  /// The stages: questions and answers, turn by turn.
  public var stages: [any Stage] {
    guard let model = models["questions"] else { return [] }
    let first = MagpieStage(
      model: model, template: template, count: questions, isFirstLine: isFirstLine)
    var stages: [any Stage] = [first]
    guard answers > 0, let answerer = models["answers"] else { return stages }
    for turn in 1...max(turns, 1) {
      if turn > 1 { stages.append(MagpieTurnStage(first: first, number: turn)) }
      let stage = AnswerStage(
        model: answerer, count: answers, name: turn > 1 ? "answers-\(turn)" : "answers")
      stages.append(stage)
    }
    return stages
  }

  /// The plan: the same counts, topics, template and models are the same plan.
  public var plan: Plan {
    Plan(
      method: "magpie",
      parameters: [
        "family": .string(template.family), "questions": JSON(questions), "topics": JSON(topics),
        "turns": JSON(turns), "answers": JSON(answers),
      ], stages: stages.map(\.plan))
  }

  /// One pool for each topic, or one without.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    let plan = try connection.importPlan(
      kind: .pool, source: "magpie", content: Key(of: topics))
    let drafts = (topics.isEmpty ? [nil] : topics.map { $0 as String? }).enumerated().map {
      index, topic in
      Draft(
        .pool, topic ?? "Magpie without a topic",
        attributes: .object(topic.map { [JSON.Member("topic", .string($0))] } ?? []),
        origin: .content(occurrence: 0), place: Place(index + 1))
    }
    let stored = try connection.insert(drafts, Batch(plan: plan, method: "magpie"))
    return try connection.liveHeads(of: stored.map(\.reference))
  }
}

internal import Base
public import Engine
public import Store

/// Answers for questions that have none, or not enough, wherever the questions come from.
public struct AnswerGeneration: Sendable {
  /// Whom it asks; its language is that of questions that have none of their own.
  public var model: StageModel
  /// How many answers to each question.
  public var count: Int
  /// Which questions: a condition over the view `questions`; nil for all live ones.
  public var condition: String?
  /// At most this many questions.
  public var limit: Int?
  /// True if only answers are wanted that were given to an earlier version of their question.
  public var isRefresh: Bool

  /// Answers by `model`.
  public init(
    model: StageModel, count: Int, condition: String? = nil, limit: Int? = nil,
    isRefresh: Bool = false
  ) {
    self.model = model
    self.count = count
    self.condition = condition
    self.limit = limit
    self.isRefresh = isRefresh
  }

  /// Its only stage.
  public var stages: [any Stage] { [AnswerStage(model: model, count: count)] }

  /// The plan: the same condition, model and prompt are the same plan, whatever rows it finds.
  public var plan: Plan {
    Plan(
      method: "answers",
      parameters: [
        "answers": JSON(count), "where": JSON(condition), "limit": limit.map { JSON($0) } ?? .null,
      ], stages: stages.map(\.plan))
  }

  /// The live questions that it is about, in canonical order: without a condition those that have
  /// no answer but such as this stage made, so that a larger count or limit goes on with them.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    let ids = try condition.map { condition in
      try Set(connection.rows("SELECT id FROM questions WHERE (\n\(condition)\n)") { $0.int(0) })
    }
    let wanted = try ids ?? (isRefresh ? revised(connection) : unanswered(connection))
    let questions = try connection.liveArtifacts(.question).filter { question in
      wanted.contains(question.reference.id)
    }
    let roots = limit.map { Array(questions.prefix($0)) } ?? questions
    try requireLanguage(roots)
    return roots
  }

  /// Throws if the prompt names a language and a question has none: English would be a guess.
  private func requireLanguage(_ questions: [Artifact]) throws {
    guard model.prompt.uses("language"), model.language.isEmpty,
      let unknown = questions.first(where: { $0.language == nil })
    else { return }
    throw PromptError(
      "the prompt \(model.prompt.name) names the language, and question \(unknown.reference.id) has "
        + "none: say which with --language")
  }

  private func revised(_ connection: Connection) throws -> Set<Int> {
    try Set(
      connection.rows("SELECT id FROM questions WHERE status = 'live' AND version > 1") {
        $0.int(0)
      })
  }

  private func unanswered(_ connection: Connection) throws -> Set<Int> {
    let own = try plans(connection)
    return try Set(
      connection.rows(
        """
        SELECT st.artifact_id FROM standing AS st
        WHERE st.kind = 'question' AND st.status = 'live' AND NOT EXISTS (
          SELECT 1 FROM standing AS an JOIN artifact AS a ON a.id = an.artifact_id
          WHERE an.question_id = st.artifact_id AND an.status = 'live'
            AND a.plan_id NOT IN (SELECT value FROM json_each(?)))
        """, [Value(JSON.array(own.map { JSON($0) }))]
      ) { $0.int(0) })
  }

  /// The plans that asked for answers just like this one, whatever their counts.
  private func plans(_ connection: Connection) throws -> [Int] {
    let identity = stages.map(\.plan.identity)
    return try connection.rows("SELECT id FROM plan WHERE method = 'answers'") { $0.int(0) }
      .filter { try [connection.planStage("answers", of: $0)?.identity] == identity }
  }
}

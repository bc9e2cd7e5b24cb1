internal import Base
public import Engine
public import Store

/// GLAN: from disciplines over subjects, syllabi, sessions and key concepts to questions and answers.
///
/// After Li and others 2024, "Synthetic Data (Almost) from Scratch", arXiv 2402.13064.
public struct Glan: Sendable {
  /// How many of what, and down to which stage.
  public var extent: Extent
  /// Whom the stages ask, in the order of ``Glan/stageNames``.
  public var models: [StageModel]
  /// Of the draws.
  public var seed: Int
  /// Which disciplines.
  public var disciplines: Disciplines

  /// The stages by the names that tables and flags have for them.
  public static let stageNames = ["subjects", "syllabi", "questions", "answers"]

  /// Counts, each below one parent.
  public struct Extent: Sendable, Hashable {
    /// Subjects of a discipline.
    public var subjects = 10
    /// Independent asks for subjects.
    public var subjectSamples = 1
    /// Class sessions of a syllabus.
    public var sessions = 10
    /// Key concepts of a session.
    public var concepts = 5
    /// Questions of a subject.
    public var questions = 20
    /// Questions that one draw is asked for.
    public var questionsPerDraw = 1
    /// The share of draws that take concepts of two sessions.
    public var twoSessionRatio = 0.5
    /// Answers to a question.
    public var answers = 1
    /// The last stage, by its name.
    public var until = "answers"

    /// The defaults: a small run.
    public init() {}
  }

  /// GLAN.
  public init(extent: Extent, models: [StageModel], seed: Int, disciplines: Disciplines) {
    self.extent = extent
    self.models = models
    self.seed = seed
    self.disciplines = disciplines
  }

  /// The prompt that `stage` needs; questions have another one for several to a draw.
  public static func prompt(_ stage: String, perDraw: Int) -> PromptNeed {
    switch stage {
    case "subjects":
      PromptNeed("subjects", SubjectStage.variables, required: SubjectStage.required)
    case "syllabi":
      PromptNeed("syllabus", SyllabusStage.variables, required: SyllabusStage.required)
    case "questions":
      PromptNeed(
        perDraw > 1 ? "questions" : "question", QuestionStage.variables,
        required: QuestionStage.required)
    default: .answer
    }
  }

  /// The stages down to ``Extent/until``.
  public var stages: [any Stage] {
    let all: [any Stage] = [
      SubjectStage(model: models[0], count: extent.subjects, samples: extent.subjectSamples),
      SyllabusStage(model: models[1], sessions: extent.sessions, concepts: extent.concepts),
      QuestionStage(
        model: models[2], count: extent.questions, perDraw: extent.questionsPerDraw,
        twoSessionRatio: extent.twoSessionRatio, seed: seed),
      AnswerStage(model: models[3], count: extent.answers),
    ]
    let last = Glan.stageNames.firstIndex(of: extent.until) ?? all.count - 1
    return Array(all[...last])
  }

  /// The plan: the same counts, models and prompts over the same disciplines are the same plan.
  public var plan: Plan {
    Plan(
      method: "glan",
      parameters: [
        "disciplines": disciplines.parameter,
        "subjects": JSON(extent.subjects), "subject_samples": JSON(extent.subjectSamples),
        "sessions": JSON(extent.sessions), "concepts": JSON(extent.concepts),
        "questions": JSON(extent.questions), "questions_per_draw": JSON(extent.questionsPerDraw),
        "two_session_ratio": JSON(extent.twoSessionRatio), "answers": JSON(extent.answers),
        "until": .string(extent.until),
      ], seed: seed, stages: stages.map(\.plan))
  }

  /// The disciplines to start from, in canonical order; those that are missing are stored first.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    try disciplines.find(connection)
  }
}

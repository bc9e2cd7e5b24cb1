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
  /// Which disciplines; only live ones of the taxonomy count if a ``taxonomy`` is asked for.
  public var disciplines: Disciplines
  /// What is asked for above the disciplines; nil to start from disciplines that are there.
  public var taxonomy: TaxonomyOrder?
  /// Whom a second turn asks for JSON, by stage; those without ask for it at once.
  public var structuring: [String: StageModel] = [:]

  /// The stages from ``disciplines`` on, by the names that tables and flags have for them.
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
    /// Which sessions of a syllabus questions are drawn from.
    public var difficulty = Difficulty.all
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

  /// The stages above the disciplines.
  public static let taxonomyStageNames = ["fields", "taxonomy"]

  /// The kinds that a person accepts or rejects before anything is made below them.
  public static let reviewedKinds: Set<Kind> = [.field, .discipline, .subject]

  /// The stages that can ask in two turns: free text, then the same as JSON.
  public static let twoTurnStageNames = ["subjects", "syllabi"]

  /// The prompt that `stage` needs; questions have another one for several to a draw.
  public static func prompt(_ stage: String, perDraw: Int) -> PromptNeed {
    switch stage {
    case "fields": PromptNeed("fields", FieldStage.variables, required: [])
    case "taxonomy":
      PromptNeed("taxonomy", TaxonomyStage.variables, required: TaxonomyStage.required)
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

  /// The prompts of the two turns of `stage`.
  public static func twoTurnPrompts(_ stage: String) -> (
    writing: PromptNeed, structuring: PromptNeed
  ) {
    stage == "subjects"
      ? (
        PromptNeed("subjects-text", SubjectStage.variables, required: SubjectStage.required),
        PromptNeed("structure-subjects", SubjectStage.variables, required: [])
      )
      : (
        PromptNeed("syllabus-text", SyllabusStage.variables, required: SyllabusStage.required),
        PromptNeed("structure-syllabus", SyllabusStage.variables, required: [])
      )
  }

  /// The stages down to ``Extent/until``.
  public var stages: [any Stage] {
    let all: [any Stage] =
      (taxonomy?.stages ?? []) + [
        subjectStage,
        SyllabusStage(
          model: models[1], sessions: extent.sessions, concepts: extent.concepts,
          structuring: structuring["syllabi"]),
        questionStage,
        AnswerStage(model: models[3], count: extent.answers),
      ]
    let last = all.firstIndex { $0.plan.name == extent.until } ?? all.count - 1
    return Array(all[...last])
  }

  var subjectStage: SubjectStage {
    SubjectStage(
      model: models[0], count: extent.subjects, samples: extent.subjectSamples,
      structuring: structuring["subjects"])
  }

  var questionStage: QuestionStage {
    QuestionStage(
      model: models[2], count: extent.questions, perDraw: extent.questionsPerDraw,
      twoSessionRatio: extent.twoSessionRatio, difficulty: extent.difficulty, seed: seed)
  }

  /// The plan: the same counts, models and prompts over the same disciplines are the same plan.
  public var plan: Plan {
    Plan(
      method: "glan",
      parameters: [
        "disciplines": taxonomy?.parameter ?? disciplines.parameter,
        "subjects": JSON(extent.subjects), "subject_samples": JSON(extent.subjectSamples),
        "sessions": JSON(extent.sessions), "concepts": JSON(extent.concepts),
        "questions": JSON(extent.questions), "questions_per_draw": JSON(extent.questionsPerDraw),
        "two_session_ratio": JSON(extent.twoSessionRatio),
        "difficulty": .string(extent.difficulty.text), "answers": JSON(extent.answers),
        "until": .string(extent.until),
      ], seed: seed, stages: stages.flatMap(\.plans))
  }

  /// The disciplines to start from, in canonical order, those that are missing being stored first;
  /// or what the taxonomy is one of.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    try taxonomy?.roots(connection) ?? disciplines.find(connection)
  }
}

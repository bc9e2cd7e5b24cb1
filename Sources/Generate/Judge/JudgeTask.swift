internal import Base
internal import Client
internal import Engine
public import Store

/// What a judge is asked for.
public enum JudgeTask: Sendable, Hashable {
  /// A score from 1 to 5.
  case score(Rubric)
  /// Which of two answers to a question is better, as in MT-Bench (Zheng et al. 2023, section 3.1).
  case preference
  /// Topic, task type and intent of a question, as in Magpie (Xu et al. 2024, section 3).
  case tags

  /// Its name; stages and rules are `judge/NAME`.
  public var name: String {
    switch self {
    case .score(let rubric): rubric.name
    case .preference: "preference"
    case .tags: "tags"
    }
  }

  /// What kind of artifact is judged.
  public var kind: Kind {
    switch self {
    case .score(let rubric): rubric.kind
    case .preference: .answer
    case .tags: .question
    }
  }

  /// How often a thing is asked in other words: of two answers each comes first once, since judges
  /// favour a place.
  var orders: Int { self == .preference ? 2 : 1 }

  /// The prompt, with the rubric in it.
  public func template(_ library: PromptLibrary) throws(PromptError) -> PromptTemplate {
    switch self {
    case .score(let rubric):
      let subject: Set = rubric.kind == .answer ? ["question", "answer"] : ["question"]
      let need = PromptNeed(
        rubric.kind == .answer ? "judge" : "judge-question",
        subject.union(["rubric", "language", "guidance"]), required: subject.union(["rubric"]))
      return try library.template(need).filling("rubric", with: rubric.text, name: "judge/\(name)")
    case .preference:
      let answers: Set = ["question", "answer_a", "answer_b"]
      return try library.template(
        PromptNeed(
          "judge-preference", answers.union(["language", "guidance"]), required: answers))
    case .tags:
      let need = PromptNeed(
        "judge-tags", ["question", "task_types", "language", "guidance"], required: ["question"])
      return try library.template(need)
        .filling(
          "task_types", with: JudgeTask.taskTypes.joined(separator: ", "), name: "judge/tags")
    }
  }

  /// What people want of a model.
  static let taskTypes = [
    "asking for facts", "explaining", "reasoning", "mathematics", "coding", "data analysis",
    "writing", "editing", "summarising", "translating", "classifying", "extracting", "planning",
    "advice", "brainstorming", "role play", "conversation", "other",
  ]

  var schema: ResponseSchema {
    switch self {
    case .score:
      ResponseSchema(
        name: "score",
        schema: JudgeTask.object([
          "reason": JudgeTask.text(400), "score": ["type": "integer", "minimum": 1, "maximum": 5],
        ]))
    case .preference:
      ResponseSchema(
        name: "preference",
        schema: JudgeTask.object([
          "reason": JudgeTask.text(400),
          "better": ["type": "string", "enum": ["A", "B", "tie"]],
        ]))
    case .tags:
      ResponseSchema(
        name: "tags",
        schema: JudgeTask.object([
          "intent": JudgeTask.text(200), "topic": JudgeTask.text(60),
          "task_type": ["type": "string", "enum": JSON(JudgeTask.taskTypes)],
        ]))
    }
  }

  private static func text(_ most: Int) -> JSON {
    ["type": "string", "minLength": 1, "maxLength": JSON(most)]
  }

  private static func object(_ properties: KeyValuePairs<String, JSON>) -> JSON {
    [
      "type": "object",
      "properties": .object(properties.map { JSON.Member($0.key, $0.value) }),
      "required": JSON(properties.map(\.key)), "additionalProperties": false,
    ]
  }
}

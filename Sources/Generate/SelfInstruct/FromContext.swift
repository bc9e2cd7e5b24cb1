internal import Base
public import Engine
public import Store

/// Questions from passages, as distilabel's SelfInstruct asks for them: so many instructions about
/// each text, for an application, by criteria.
public struct FromContext: Sendable {
  /// Whom the stages ask: `instructions` and `answers`.
  public var models: [String: StageModel]
  /// Questions of each passage.
  public var count = 5
  /// What the questions are for.
  public var application: String
  /// What the questions should be like.
  public var criteria: String
  /// Answers to each question; 0 to end with the questions.
  public var answers = 1
  /// Where the passages come from.
  public var source: Source

  /// Where passages come from.
  public enum Source: Sendable, Hashable {
    /// The column `text` of a query; a column `artifact_id` names what a text was taken from.
    case query(String)
    /// Texts by name, such as those of files.
    case texts([String])
  }

  /// What the questions are for where nobody says it.
  public static let usualApplication = PromptNeed("context-application", [], required: [])
  /// What they should be like where nobody says it.
  public static let usualCriteria = PromptNeed("context-criteria", [], required: [])

  /// Questions from the passages of `source`.
  public init(
    models: [String: StageModel], source: Source, application: String, criteria: String
  ) {
    self.models = models
    self.source = source
    self.application = application
    self.criteria = criteria
  }

  /// The prompt for questions.
  public static let prompt = PromptNeed(
    "context", ContextStage.variables, required: ContextStage.required)

  /// The stages.
  public var stages: [any Stage] {
    var stages: [any Stage] = []
    if let model = models["instructions"] {
      stages.append(
        ContextStage(model: model, count: count, application: application, criteria: criteria))
    }
    if answers > 0, let model = models["answers"] {
      stages.append(AnswerStage(model: model, count: answers))
    }
    return stages
  }

  /// The plan: the same passages, counts and prompts are the same plan.
  public var plan: Plan {
    let context: JSON =
      switch source {
      case .query(let sql): .string(sql)
      case .texts(let texts): .string(Key(of: texts).text)
      }
    return Plan(
      method: "self-instruct",
      parameters: [
        "form": "context", "context": context, "count": JSON(count), "answers": JSON(answers),
      ], stages: stages.flatMap(\.plans))
  }

  /// The passages, stored where they are new.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    let passages = try passages(connection)
    let plan = try connection.importPlan(
      kind: .passage, source: "context", content: Key(of: passages.map(\.text)))
    var occurrences: [String: Int] = [:]
    let drafts = passages.enumerated().map { index, passage in
      defer { occurrences[passage.text, default: 0] += 1 }
      return Draft(
        .passage, passage.text, parents: passage.about.map { [.stored(.source, $0)] } ?? [],
        origin: .content(occurrence: occurrences[passage.text, default: 0]),
        place: Place(index + 1))
    }
    let stored = try connection.insert(drafts, Batch(plan: plan, method: "import"))
    return try connection.liveHeads(of: stored.map(\.reference))
  }

  private func passages(
    _ connection: Connection
  ) throws -> [(text: String, about: ArtifactReference?)] {
    switch source {
    case .texts(let texts): return texts.map { ($0, nil) }
    case .query(let sql):
      return try connection.rows("SELECT * FROM (\n\(sql)\n)") { row in
        var (text, about) = (nil as String?, nil as Int?)
        for (index, name) in row.names.enumerated() {
          if name == "text" { text = row.optionalText(index) }
          if name == RowSource.aboutColumn { about = row.optionalInt(index) }
        }
        return (text, about)
      }.compactMap { text, about in
        guard let text else {
          throw PromptError("the query gives no column text: write SELECT … AS text")
        }
        let reference = try about.flatMap { try connection.artifact($0)?.reference }
        return text.isBlank ? nil : (text, reference)
      }
    }
  }
}

/// Questions about one passage.
struct ContextStage: Stage {
  let model: StageModel
  let count: Int
  let application: String
  let criteria: String

  static let variables: Set = [
    "passage", "count", "application", "criteria", "language", "guidance",
  ]
  static let required: Set = ["passage"]

  let parentKind = Kind.passage
  let childKind = Kind.question
  let settles = true
  var plan: PlanStage {
    model.planStage(
      "instructions", version: 1,
      adding: [
        ("count", JSON(count)), ("application", .string(application)),
        ("criteria", .string(criteria)),
      ])
  }

  func units(below passage: Artifact, in connection: Connection) throws -> [UnitPlan] {
    let reference = passage.reference
    let values = [
      "passage": passage.text, "count": String(count), "application": application,
      "criteria": criteria,
    ]
    return [
      UnitPlan(
        draft: unitDraft(0, below: reference), request: { model.modelRequest(values) },
        read: { reading throws(UnreadableReply) in
          let items = NumberedList(reading.content).items
          guard !items.isEmpty else {
            throw UnreadableReply("the reply has no numbered question")
          }
          return items.enumerated().map { index, text in
            Draft(
              .question, text, language: model.language, parents: [.stored(.passage, reference)],
              origin: .unit(reading.unit, ordinal: index), place: reading.place.below(index))
          }
        })
    ]
  }

  func settle(_ passage: Artifact, in connection: Connection, run: Int) throws {
    let groups = try units(below: passage, in: connection).map { unit in
      try unit.stored(in: connection).map {
        try connection.settlingChildren(ofUnit: $0.id, kind: .question)
      } ?? []
    }
    try settlement(.question, below: passage).judge(groups, limit: count, connection, run: run)
  }
}

internal import Base
public import Engine
public import Store

/// Judgements of questions and answers by language models.
public struct Judging: Sendable {
  /// Who judges.
  public var judges: [Judge]
  /// Which questions, with their answers: a condition over the view `questions`; nil for all live ones.
  public var condition: String?
  /// At most this many questions.
  public var limit: Int?

  /// Judgements by `judges`.
  public init(_ judges: [Judge], condition: String? = nil, limit: Int? = nil) {
    self.judges = judges
    self.condition = condition
    self.limit = limit
  }

  /// Its only stage, which has a plan for each judge.
  public var stages: [any Stage] { [JudgeStage(judges: judges)] }

  /// The plan: the same judges, condition and limit are the same plan, whatever rows it finds.
  public var plan: Plan {
    Plan(
      method: "judge",
      parameters: ["where": JSON(condition), "limit": limit.map { JSON($0) } ?? .null],
      stages: judges.map(\.plan))
  }

  /// The live questions and answers that are judged, in canonical order.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    let kinds = Set(judges.map(\.task.kind))
    let questions = try questions(connection)
    var roots: [Artifact] = []
    for kind in [Kind.question, .answer] where kinds.contains(kind) {
      roots += try connection.rows(
        """
        SELECT \(Artifact.columns) FROM artifact AS a
        JOIN standing AS st ON st.artifact_id = a.id AND st.status = 'live'
        WHERE a.kind = ? AND coalesce(st.question_id, a.id) IN (SELECT value FROM json_each(?))
        ORDER BY a.plan_id, a.sequence, a.key
        """, [.text(kind.rawValue), Value(JSON.array(questions.map { JSON($0) }))]
      ) { try Artifact($0) }
    }
    return roots
  }

  private func questions(_ connection: Connection) throws -> [Int] {
    let only = condition.map { "AND a.id IN (SELECT id FROM questions WHERE (\n\($0)\n))" } ?? ""
    let limit = limit.map { "LIMIT \($0)" } ?? ""
    return try connection.rows(
      """
      SELECT a.id FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id AND st.status = 'live'
      WHERE a.kind = 'question' \(only) ORDER BY a.plan_id, a.sequence, a.key \(limit)
      """
    ) { $0.int(0) }
  }
}

/// All judges at once: what is asked below an artifact is what each of them is asked about it.
struct JudgeStage: Stage {
  let judges: [Judge]

  let parentKind = Kind.answer
  let childKind = Kind.answer
  /// Under the name of all; what is planned has the name of its own judge.
  var plan: PlanStage { judges[0].plan.named("judge") }
  var plans: [PlanStage] { judges.map(\.plan) }

  func units(below artifact: Artifact, in connection: Connection) throws -> [UnitPlan] {
    try judges.flatMap { try $0.units(below: artifact, in: connection) }
  }
}

extension PlanStage {
  /// The same under another name.
  fileprivate func named(_ name: String) -> PlanStage {
    PlanStage(
      name: name, version: version, prompt: prompt, endpoint: endpoint, model: model,
      settings: settings)
  }
}

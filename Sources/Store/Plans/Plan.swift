public import Base

/// One intention to generate, judge or import.
public struct Plan: Sendable {
  /// glan, prompt, answers, import, and so on.
  public var method: String
  /// Everything that makes another plan of it, without secrets.
  public var parameters: JSON
  /// Of our own draws.
  public var seed: Int
  /// What each stage asks, of whom, and how.
  public var stages: [PlanStage]

  /// A plan.
  public init(method: String, parameters: JSON, seed: Int = 0, stages: [PlanStage] = []) {
    self.method = method
    self.parameters = parameters
    self.seed = seed
    self.stages = stages
  }

  /// The identity: the same intention again is the same plan.
  public var key: Key {
    Key(
      of: ["plan 1", method, parameters.canonical.text, String(seed)]
        + stages.sorted { $0.name < $1.name }.flatMap(\.identity))
  }
}

/// What one stage of a plan asks, of whom, and how: all that makes another question of it.
public struct PlanStage: Sendable, Hashable {
  /// subjects, syllabi, questions, answers, and so on.
  public var name: String
  /// Of the stage's code: its parser and its draws.
  public var version: Int
  /// The template's name and text.
  public var prompt: Prompt
  /// The endpoint's name; its servers are not part of the identity.
  public var endpoint: String
  /// The model that is asked for.
  public var model: String
  /// Sampling, language and whatever else makes another question of it.
  public var settings: JSON

  /// A prompt template by name.
  public struct Prompt: Sendable, Hashable {
    /// The file's name without `.md`.
    public var name: String
    /// The template.
    public var text: String

    /// A template.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }

    /// The identity of the text.
    public var hash: Key { Key(of: ["prompt 1", text]) }
  }

  /// A stage.
  public init(
    name: String, version: Int, prompt: Prompt, endpoint: String, model: String, settings: JSON
  ) {
    self.name = name
    self.version = version
    self.prompt = prompt
    self.endpoint = endpoint
    self.model = model
    self.settings = settings
  }

  /// What every unit key of the stage contains.
  ///
  /// The endpoint's name is left out, as its servers are: the same model elsewhere answers the
  /// same question.
  public var identity: [String] {
    [name, String(version), prompt.hash.text, model, settings.canonical.text]
  }
}

extension Connection {
  /// The id of `plan` in this file, where it is stored on first use.
  public func store(_ plan: Plan) throws -> Int {
    let known = try first("SELECT id FROM plan WHERE key = ?", [Value(plan.key)]) { $0.int(0) }
    if let known { return known }
    // Later than every plan before, as runs are: merge puts plans in the order of their times.
    try execute(
      """
      INSERT INTO plan (key, method, parameters, seed, created_at)
      VALUES (?, ?, ?, ?, max(?, coalesce(
        (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', max(created_at), '+0.001 seconds') FROM plan), '')))
      """,
      [
        Value(plan.key), .text(plan.method), Value(plan.parameters), .integer(plan.seed),
        .text(timestamp()),
      ])
    let id = lastID
    for stage in plan.stages { try store(stage, of: id) }
    return id
  }

  private func store(_ stage: PlanStage, of plan: Int) throws {
    try execute(
      """
      INSERT INTO plan_stage (plan_id, stage, version, prompt_id, endpoint, model, settings)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(plan), .text(stage.name), .integer(stage.version),
        .integer(try store(stage.prompt)), .text(stage.endpoint), .text(stage.model),
        Value(stage.settings.canonical),
      ])
  }

  private func store(_ prompt: PlanStage.Prompt) throws -> Int {
    try execute(
      "INSERT OR IGNORE INTO prompt (name, hash, text, created_at) VALUES (?, ?, ?, ?)",
      [.text(prompt.name), Value(prompt.hash), .text(prompt.text), .text(timestamp())])
    return try int("SELECT id FROM prompt WHERE hash = ?", [Value(prompt.hash)])
  }

  /// The stage of `plan` as it was stored.
  public func planStage(_ name: String, of plan: Int) throws -> PlanStage? {
    try first(
      """
      SELECT s.version, p.name, p.text, s.endpoint, s.model, s.settings
      FROM plan_stage AS s JOIN prompt AS p ON p.id = s.prompt_id
      WHERE s.plan_id = ? AND s.stage = ?
      """, [.integer(plan), .text(name)]
    ) { row in
      PlanStage(
        name: name, version: row.int(0), prompt: .init(name: row.text(1), text: row.text(2)),
        endpoint: row.text(3), model: row.text(4), settings: try JSON(parsing: row.text(5)))
    }
  }
}

extension Connection {
  /// The plan in which rows of `kind`, imported from `source`, get their place.
  ///
  /// `content` identifies what is imported; the same again is the same plan.
  public func importPlan(kind: Kind, source: String, content: Key) throws -> Int {
    try store(Plan(importing: kind, source, content))
  }

  /// A plan of rows that are not all read; ``identify(_:kind:source:content:)`` says later what it is.
  public func beginImportPlan() throws -> Int {
    try store(Plan(method: "import", parameters: .object([])))
  }

  /// Makes `plan`, which was begun, the one that ``importPlan(kind:source:content:)`` finds.
  public func identify(_ plan: Int, kind: Kind, source: String, content: Key) throws {
    let whole = Plan(importing: kind, source, content)
    try execute(
      "UPDATE plan SET key = ?, parameters = ? WHERE id = ?",
      [Value(whole.key), Value(whole.parameters), .integer(plan)])
  }
}

extension Plan {
  fileprivate init(importing kind: Kind, _ source: String, _ content: Key) {
    self.init(
      method: "import",
      parameters: [
        "kind": .string(kind.rawValue), "source": .string(source),
        "content": .string(content.text),
      ])
  }
}

public import Base

/// How an artifact came to be.
public struct Provenance: Sendable {
  /// glan, prompt, answers, import, revise, and so on.
  public let method: String
  /// The plan, which gives it its place in canonical order.
  public let plan: Int
  /// The seed of the plan's draws.
  public let seed: Int
  /// When it was stored.
  public let createdAt: String
  /// The planned request and the attempt that it was read from, if a model wrote it.
  public let call: Call?
  /// The name of the source and the id there, if it was imported with one.
  public let source: Source?

  /// Where an imported artifact has its id from.
  public struct Source: Sendable {
    /// As given by `--source`.
    public let name: String
    /// The id there.
    public let id: String
  }

  /// The request that an artifact was read from.
  public struct Call: Sendable {
    /// The row in table `call`.
    public let id: Int
    /// From 1.
    public let attempt: Int
    /// The stage of the plan.
    public let stage: String
    /// Which sample or draw below its parent, from 0.
    public let ordinal: Int
    /// The prompt template's name.
    public let prompt: String?
    /// The identity of the template's text.
    public let promptHash: String?
    /// The name of the endpoint.
    public let endpoint: String
    /// The model that was asked for.
    public let model: String
    /// Sampling, language and whatever else makes another question of it.
    public let settings: JSON
    /// What came back, as the server counts it.
    public let outcome: Outcome
  }

  /// What an attempt cost and how it ended.
  public struct Outcome: Sendable {
    /// Why the model stopped.
    public let finishReason: String?
    /// Tokens of the prompt.
    public let promptTokens: Int?
    /// Tokens of the answer.
    public let completionTokens: Int?
    /// In the currency of the endpoint's prices.
    public let cost: Double?
    /// From sending to the end of the response.
    public let latencyMilliseconds: Int
    /// When it was sent.
    public let startedAt: String
  }
}

extension Connection {
  /// How the artifact `id` came to be.
  ///
  /// - Throws: ``StoreError`` if there is none.
  public func provenance(of id: Int) throws -> Provenance {
    let found = try first(
      """
      SELECT a.method, a.plan_id, p.seed, a.created_at, a.call_id, a.item_id
      FROM artifact AS a JOIN plan AS p ON p.id = a.plan_id WHERE a.id = ?
      """, [.integer(id)]
    ) { row in
      Provenance(
        method: row.text(0), plan: row.int(1), seed: row.int(2), createdAt: row.text(3),
        call: try row.optionalInt(4).flatMap { try provenance(ofCall: $0) },
        source: try source(ofItem: row.int(5)))
    }
    guard let found else { throw StoreError("there is no artifact \(id)") }
    return found
  }

  private func source(ofItem item: Int) throws -> Provenance.Source? {
    try first("SELECT source, external_id FROM imported WHERE item_id = ?", [.integer(item)]) {
      Provenance.Source(name: $0.text(0), id: $0.text(1))
    }
  }

  private func provenance(ofCall id: Int) throws -> Provenance.Call? {
    try first(
      """
      SELECT c.id, c.attempt, u.stage, u.ordinal, p.name, p.hash, c.endpoint, c.model,
        coalesce(s.settings, '{}'), c.finish_reason, c.prompt_tokens, c.completion_tokens, c.cost,
        c.latency_ms, c.started_at
      FROM call AS c JOIN unit AS u ON u.id = c.unit_id
      LEFT JOIN plan_stage AS s ON s.plan_id = u.plan_id AND s.stage = u.stage
      LEFT JOIN prompt AS p ON p.id = s.prompt_id
      WHERE c.id = ?
      """, [.integer(id)]
    ) { row in
      Provenance.Call(
        id: row.int(0), attempt: row.int(1), stage: row.text(2), ordinal: row.int(3),
        prompt: row.optionalText(4), promptHash: row.optionalText(5), endpoint: row.text(6),
        model: row.text(7), settings: try JSON(parsing: row.text(8)),
        outcome: Provenance.Outcome(
          finishReason: row.optionalText(9), promptTokens: row.optionalInt(10),
          completionTokens: row.optionalInt(11), cost: row.optionalDouble(12),
          latencyMilliseconds: row.int(13), startedAt: row.text(14)))
    }
  }
}

public import Base

/// One application of one rule to one scope, as it is stored.
public struct ScreeningDraft: Sendable {
  /// The rule's name.
  public var rule: String
  /// The version of the rule's code.
  public var version: Int
  /// Which rows, which kind, which tokenizer: a full screening replaces earlier ones of its scope.
  public var scope: JSON
  /// Thresholds and the like.
  public var parameters: JSON
  /// True if it only looked at what is new and adds to the earlier ones of its scope.
  public var isIncremental: Bool
  /// How many rows it looked at.
  public var examined: Int
  /// Its verdicts.
  public var decisions: [DecisionDraft]

  /// A screening by `rule`.
  public init(
    rule: String, version: Int = 1, scope: JSON, parameters: JSON = .object([]),
    isIncremental: Bool = false, examined: Int, decisions: [DecisionDraft]
  ) {
    self.rule = rule
    self.version = version
    self.scope = scope
    self.parameters = parameters
    self.isIncremental = isIncremental
    self.examined = examined
    self.decisions = decisions
  }
}

/// What a rule, a judge or a person concludes about an artifact.
public enum Verdict: String, Sendable {
  case drop, flag, accept, reject, score, prefer, tag
}

/// One verdict on one artifact, as it is stored.
public struct DecisionDraft: Sendable {
  /// The artifact.
  public var artifact: Int
  /// The conclusion.
  public var verdict: Verdict
  /// What was measured.
  public var value: Double?
  /// What it was compared with.
  public var threshold: Double?
  /// The row it repeats.
  public var witness: Int?
  /// The judge's call.
  public var call: Int?
  /// One sentence.
  public var reason: String?
  /// Whatever else proves it: lcs, lengths, tokenizer, and so on.
  public var evidence: JSON?

  /// A verdict on `artifact`.
  public init(
    _ verdict: Verdict, _ artifact: Int, value: Double? = nil, threshold: Double? = nil,
    witness: Int? = nil, call: Int? = nil, reason: String? = nil, evidence: JSON? = nil
  ) {
    self.verdict = verdict
    self.artifact = artifact
    self.value = value
    self.threshold = threshold
    self.witness = witness
    self.call = call
    self.reason = reason
    self.evidence = evidence
  }
}

extension Connection {
  /// Stores a screening with its decisions and brings the standing up to date.
  ///
  /// A full one supersedes the active ones of the same rule and scope; `undo` revives them.
  public func store(_ screening: ScreeningDraft, run: Int) throws {
    try execute(
      """
      INSERT INTO screening (run_id, rule, rule_version, scope, parameters, is_incremental,
        examined, through_id, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT max(id) FROM artifact), 'active')
      """,
      [
        .integer(run), .text(screening.rule), .integer(screening.version),
        Value(screening.scope.canonical), Value(screening.parameters),
        .integer(screening.isIncremental ? 1 : 0), .integer(screening.examined),
      ])
    let id = lastID
    let superseded = screening.isIncremental ? [] : try supersede(screening, by: id)
    for decision in screening.decisions { try insert(decision, of: id) }
    for earlier in superseded { try refreshStanding(decidedBy: earlier) }
    try refreshStanding(decidedBy: id)
  }

  private func supersede(_ screening: ScreeningDraft, by id: Int) throws -> [Int] {
    let earlier = try rows(
      "SELECT id FROM screening WHERE rule = ? AND scope = ? AND state = 'active' AND id <> ?",
      [.text(screening.rule), Value(screening.scope.canonical), .integer(id)]
    ) { $0.int(0) }
    for screening in earlier {
      try execute(
        "UPDATE screening SET state = 'superseded', superseded_by = ? WHERE id = ?",
        [.integer(id), .integer(screening)])
    }
    return earlier
  }

  private func insert(_ decision: DecisionDraft, of screening: Int) throws {
    try execute(
      """
      INSERT INTO decision (screening_id, artifact_id, verdict, value, threshold, witness_id,
        call_id, reason, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(screening), .integer(decision.artifact), .text(decision.verdict.rawValue),
        Value(decision.value), Value(decision.threshold), Value(decision.witness),
        Value(decision.call), Value(decision.reason),
        decision.evidence.map { Value($0) } ?? .null,
      ])
  }

  /// Takes back what `run` decided and revives what that superseded.
  ///
  /// - Throws: ``StoreError`` if the run decided nothing, was undone already or superseded, or if a
  ///   later incremental run builds on it.
  public func undo(run: Int) throws {
    // The last one first; what the same run superseded itself comes back to be undone, too.
    let screenings = try rows(
      """
      SELECT id, rule, scope, CASE WHEN superseded_by IN
        (SELECT own.id FROM screening AS own WHERE own.run_id = ?1) THEN 'active' ELSE state END
      FROM screening WHERE run_id = ?1 ORDER BY id DESC
      """, [.integer(run)]
    ) { (id: $0.int(0), rule: $0.text(1), scope: $0.text(2), state: $0.text(3)) }
    guard !screenings.isEmpty else {
      guard try int("SELECT count(*) FROM run WHERE id = ?", [.integer(run)]) > 0 else {
        throw StoreError("there is no run \(run): see seedbed runs")
      }
      throw StoreError("run \(run) decided nothing that could be undone: see seedbed runs")
    }
    for screening in screenings {
      guard screening.state == "active" else {
        throw StoreError("run \(run) is \(screening.state) already: there is nothing to undo")
      }
      try refuseIfBuiltUpon(screening.id, screening.rule, screening.scope, run)
    }
    for screening in screenings { try undo(screening: screening.id) }
  }

  private func refuseIfBuiltUpon(
    _ screening: Int, _ rule: String, _ scope: String, _ run: Int
  ) throws {
    let later = try first(
      """
      SELECT run_id FROM screening WHERE rule = ? AND scope = ? AND id > ? AND is_incremental = 1
        AND state = 'active' AND rule <> 'person' AND run_id <> ? ORDER BY id LIMIT 1
      """, [.text(rule), .text(scope), .integer(screening), .integer(run)]
    ) { $0.int(0) }
    if let later {
      throw StoreError("run \(later) builds on run \(run): undo run \(later) first")
    }
  }

  private func undo(screening id: Int) throws {
    let revived = try rows("SELECT id FROM screening WHERE superseded_by = ?", [.integer(id)]) {
      $0.int(0)
    }
    try execute("UPDATE screening SET state = 'undone' WHERE id = ?", [.integer(id)])
    try execute(
      "UPDATE screening SET state = 'active', superseded_by = NULL WHERE superseded_by = ?",
      [.integer(id)])
    for screening in revived + [id] { try refreshStanding(decidedBy: screening) }
  }
}

extension Connection {
  /// Stores a screening unless the active one of its rule and scope says the same, so that judging
  /// again what has not changed writes nothing.
  public func storeIfChanged(_ screening: ScreeningDraft, run: Int) throws {
    let active = try first(
      """
      SELECT id, examined, parameters FROM screening
      WHERE rule = ? AND scope = ? AND state = 'active' ORDER BY id DESC LIMIT 1
      """, [.text(screening.rule), Value(screening.scope.canonical)]
    ) { (id: $0.int(0), examined: $0.int(1), parameters: $0.text(2)) }
    guard let active else {
      if !screening.decisions.isEmpty { try store(screening, run: run) }
      return
    }
    let verdicts = try rows(
      "SELECT artifact_id, verdict, ifnull(witness_id, 0) FROM decision WHERE screening_id = ? "
        + "ORDER BY id", [.integer(active.id)]
    ) { "\($0.int(0)) \($0.text(1)) \($0.int(2))" }
    let wanted = screening.decisions.map {
      "\($0.artifact) \($0.verdict.rawValue) \($0.witness ?? 0)"
    }
    if verdicts == wanted, active.examined == screening.examined,
      active.parameters == screening.parameters.text
    {
      return
    }
    try store(screening, run: run)
  }
}

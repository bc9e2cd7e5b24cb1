/// What a file holds, in numbers.
public struct Overview: Sendable {
  /// How many artifacts of each kind are in which status.
  public let kinds: [KindCount]
  /// The rows of the view `funnel` that have a rule.
  public let losses: [Loss]
  /// How many questions stand in the view `examples`, with their answers.
  public let examples: Int
  /// The plans with their units.
  public let plans: [PlanCount]
  /// The drops whose witness is no longer live.
  public let leaningDrops: Int
  /// What waits for a person to accept it, by kind.
  public let waiting: [(kind: String, count: Int)]
  /// The last run.
  public let lastRun: RunRecord?
  /// The size of the file in bytes, without its write-ahead log.
  public let size: Int

  /// How many artifacts of one kind are in which status.
  public struct KindCount: Sendable {
    /// The kind, as table `kind` names it.
    public let kind: String
    /// Versions of all items.
    public let made: Int
    /// Versions that are no head.
    public let superseded: Int
    /// Heads by status.
    public let heads: [Status: Int]
  }

  /// What one rule took away from one kind.
  public struct Loss: Sendable {
    /// The kind, as table `kind` names it.
    public let kind: String
    /// The rule.
    public let rule: String
    /// Rows that this rule took first.
    public let droppedFirst: Int
  }

  /// The units of one plan.
  public struct PlanCount: Sendable {
    /// The row in table `plan`.
    public let id: Int
    /// glan, prompt, answers, and so on.
    public let method: String
    /// When it was first asked for.
    public let createdAt: String
    /// Units by state.
    public let units: [UnitState: Int]
    /// The run that works on it now.
    public let runningRun: Int?
  }
}

extension Overview.PlanCount {
  /// Units that the same command would ask for again.
  public var open: Int { units[.pending, default: 0] + units[.unfinished, default: 0] }
}

extension Connection {
  /// What the file holds, in numbers.
  public func overview() throws -> Overview {
    Overview(
      kinds: try kindCounts(), losses: try losses(),
      examples: try int("SELECT count(*) FROM standing WHERE chosen = 1"),
      plans: try planCounts(),
      leaningDrops: try leaningDrops(),
      waiting: try waitingCounts(), lastRun: try runs(limit: 1).first,
      size: try int("PRAGMA page_count") * int("PRAGMA page_size"))
  }

  private func kindCounts() throws -> [Overview.KindCount] {
    var heads: [String: [Status: Int]] = [:]
    try forEachRow("SELECT kind, status, count(*) FROM standing GROUP BY kind, status") { row in
      if let status = Status(rawValue: row.text(1)) {
        heads[row.text(0), default: [:]][status] = row.int(2)
      }
      return true
    }
    let made = try rows("SELECT kind, count(*) FROM artifact GROUP BY kind") {
      ($0.text(0), $0.int(1))
    }
    return made.map { kind, made in
      let heads = heads[kind] ?? [:]
      return Overview.KindCount(
        kind: kind, made: made, superseded: made - heads.values.reduce(0, +), heads: heads)
    }.sorted { Kind.place(of: $0.kind) < Kind.place(of: $1.kind) }
  }

  private func losses() throws -> [Overview.Loss] {
    try rows(
      """
      SELECT st.kind, s.rule, count(*) FROM standing AS st
      JOIN decision AS d ON d.id = st.decision_id JOIN screening AS s ON s.id = d.screening_id
      WHERE st.status = 'dropped' GROUP BY st.kind, s.rule ORDER BY st.kind, min(s.id), s.rule
      """
    ) { Overview.Loss(kind: $0.text(0), rule: $0.text(1), droppedFirst: $0.int(2)) }
  }

  private func planCounts() throws -> [Overview.PlanCount] {
    let plans = try rows(
      """
      SELECT p.id, p.method, p.created_at, r.id, r.process
      FROM plan AS p LEFT JOIN run AS r ON r.id = p.lease_run_id
      WHERE EXISTS (SELECT 1 FROM unit AS u WHERE u.plan_id = p.id) OR r.id IS NOT NULL
      ORDER BY p.id
      """
    ) { row in
      let isAlive = ProcessIdentity(stored: row.text(4)).isAlive
      return (row.int(0), row.text(1), row.text(2), isAlive ? row.optionalInt(3) : nil)
    }
    return try plans.map { id, method, createdAt, run in
      Overview.PlanCount(
        id: id, method: method, createdAt: createdAt, units: try unitStates(ofPlan: id),
        runningRun: run)
    }
  }
}

extension Kind {
  /// The place of the kind called `name` in the order of table `kind`; unknown ones come last.
  fileprivate static func place(of name: String) -> Int {
    Kind(rawValue: name).flatMap { allCases.firstIndex(of: $0) } ?? allCases.count
  }
}

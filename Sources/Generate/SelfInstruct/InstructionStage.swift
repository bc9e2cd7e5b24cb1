internal import Base
internal import Client
internal import Curate
internal import Engine
internal import Store
internal import Synchronization

/// Self-Instruct's first step: new instructions from a few examples, each judged against all that were
/// kept before (section 2.2); or, in Alpaca's form, whole tasks.
final class InstructionStage: UnfoldingStage {
  let model: StageModel
  let seeds: SeedTasks
  let settings: PoolSettings
  /// How many seed tasks, and how many kept instructions, are shown in each prompt.
  let shots: (human: Int, machine: Int)
  /// Of the draws.
  let seed: Int
  /// Whether each task is asked for whole, as Alpaca does.
  let isWhole: Bool
  private let state: Mutex<InstructionPool?>

  static let variables: Set = ["examples", "count", "next", "language", "guidance"]
  static let required: Set = ["examples"]

  init(
    model: StageModel, seeds: SeedTasks, settings: PoolSettings,
    shots: (human: Int, machine: Int), seed: Int, isWhole: Bool
  ) {
    self.model = model
    self.seeds = seeds
    self.settings = settings
    self.shots = shots
    self.seed = seed
    self.isWhole = isWhole
    state = Mutex(nil)
  }

  let parentKind = Kind.pool
  let childKind = Kind.instruction
  var plan: PlanStage {
    model.planStage(
      "instructions", version: 1,
      adding: [
        ("human", JSON(shots.human)), ("machine", JSON(shots.machine)),
        ("window", JSON(settings.window)), ("per_request", JSON(settings.perRequest)),
        ("filters", JSON(settings.filter.names)),
        ("threshold", .string(settings.cutoff.threshold.description)),
        ("ties", .string(settings.cutoff.ties.rawValue)),
        ("tokenizer", .string(settings.tokenizer.rawValue)),
      ])
  }

  func unfold(
    _ root: Artifact, isFirst: Bool, in connection: Connection, run: Int
  ) throws -> Unfolding {
    try state.withLock { state in
      if isFirst {
        state = InstructionPool(
          try seeds.find(connection).map(SeedTasks.Task.init), settings,
          dropped: try connection.dropped(in: scope(root)))
      }
      var found = Unfolding()
      var members: [InstructionPool.Member] = []
      var isMore = true
      while isMore {
        isMore = false
        while let unit = try next(&state, connection) {
          let (drops, kept) = state?.judge(try candidates(unit, connection)) ?? ([], [])
          try store(drops, root, connection, run)
          members += kept.dropLast(max(0, (state?.members.count ?? 0) - settings.wanted))
          isMore = true
        }
        while state?.canPlan() == true, let unit = plan(&state, below: root) {
          found.units.append(unit)
          isMore = true
        }
      }
      if isFirst || state?.members.count ?? 0 > settings.wanted {
        try limit(state?.members ?? [], root, connection, run)
      }
      found.children = try connection.liveHeads(of: members.map(\.reference))
      return found
    }
  }

  /// Where the judgements below `root` hold.
  private func scope(_ root: Artifact) -> JSON {
    [
      "kind": "instruction", "below": .string(root.reference.key.text),
      "stage": .string(Key(of: plan.identity).text),
    ]
  }

  /// Stores drops, a screening for each rule.
  private func store(
    _ drops: [InstructionPool.Drop], _ root: Artifact, _ connection: Connection, _ run: Int
  ) throws {
    for (rule, drops) in Dictionary(grouping: drops, by: \.rule).sorted(by: { $0.key < $1.key }) {
      try connection.store(
        ScreeningDraft(
          rule: rule, scope: scope(root), isIncremental: true, examined: drops.count,
          decisions: drops.map(\.decision)), run: run)
    }
  }

  /// The unit that is judged next, if it is final.
  private func next(
    _ state: inout InstructionPool?, _ connection: Connection
  ) throws -> StoredUnit? {
    guard let judged = state?.judged, let planned = state?.planned, judged < planned.count,
      let unit = try connection.unit(planned[judged]), unit.state.isFinal
    else { return nil }
    return unit
  }

  /// Drops the members that are more than wanted; a larger number takes them in again.
  private func limit(
    _ members: [InstructionPool.Member], _ root: Artifact, _ connection: Connection, _ run: Int
  ) throws {
    let excess = members.enumerated().dropFirst(settings.wanted).map { index, member in
      DecisionDraft(
        .drop, member.id, value: Double(index + 1), threshold: Double(settings.wanted),
        reason: "number \(index + 1), where \(settings.wanted) were asked for")
    }
    try connection.storeIfChanged(
      ScreeningDraft(
        rule: "limit", scope: scope(root),
        parameters: ["limit": JSON(settings.wanted)], examined: excess.count, decisions: excess),
      run: run)
  }
}

extension InstructionStage {
  private func candidates(
    _ unit: StoredUnit, _ connection: Connection
  ) throws -> [InstructionPool.Candidate] {
    try connection.made(by: unit.id, kind: .instruction).map { artifact in
      InstructionPool.Candidate(
        member: InstructionPool.Member(
          id: artifact.reference.id, reference: artifact.reference, text: artifact.text),
        fault: artifact.attributes["fault"]?.string)
    }
  }
}

extension Connection {
  /// What was dropped in `scope` but for the limit, what a person took back included.
  fileprivate func dropped(in scope: JSON) throws -> Set<Int> {
    Set(
      try rows(
        """
        SELECT d.artifact_id FROM screening AS sc JOIN decision AS d ON d.screening_id = sc.id
        WHERE sc.scope = ? AND sc.rule <> 'limit'
        """, [Value(scope.canonical)]
      ) { $0.int(0) })
  }

  /// What was read from the response to a unit, whatever became of it, in canonical order.
  func made(by unit: Int, kind: Kind) throws -> [Artifact] {
    try rows(
      """
      SELECT \(Artifact.columns) FROM call AS c
      CROSS JOIN artifact AS a ON a.call_id = c.id AND +a.kind = ?2
      WHERE c.unit_id = ?1 ORDER BY a.plan_id, a.sequence, a.key
      """, [.integer(unit), .text(kind.rawValue)]
    ) { try Artifact($0) }
  }
}

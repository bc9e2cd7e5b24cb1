internal import Base
internal import Client
internal import Store

/// A unit that waits for its turn.
struct Work: Sendable {
  let unit: UnitPlan
  /// The row in table `unit`.
  let id: Int
  /// How often it was asked before this run.
  let attempts: Int
  /// The index of its stage.
  let stage: Int
  let parent: Artifact
  /// True if it stands in for a reply that was cut off: more tokens are allowed at once.
  var isLonger = false
}

/// The units below one parent in one stage, of which some are not final yet.
struct Group: Sendable {
  let stage: Int
  let parent: Artifact
  var open: Int
  /// True once a unit stays unfinished: then the branch waits for another run.
  var isBlocked = false

  var id: GroupID { GroupID(stage: stage, parent: parent.reference.id) }
}

/// Which stage and parent a group belongs to.
struct GroupID: Sendable, Hashable {
  let stage: Int
  let parent: Int
}

/// What planning brought: work to do, groups to watch, and what was there already.
struct Expansion: Sendable {
  var work: [Work] = []
  var groups: [Group] = []
  /// What nobody accepted yet, so that nothing is planned below it.
  var waiting: [Artifact] = []
  var tallies: [StageTally]

  init(stages: Int) { tallies = Array(repeating: StageTally(), count: stages) }
}

/// Derives units from the database and looks them up; runs inside a transaction.
struct Planner: Sendable {
  let stages: [any Stage]
  let plan: Int
  let method: String
  let run: Int
  let options: EngineOptions
  /// True when the run is about to fail: then replies are kept, and nothing more is planned.
  var isEnding = false
  /// True if all of it is taken back: then what other runs work on is only looked at.
  var isRehearsal = false

  /// Plans what stage number `stage` does below `parents`, and, as far as that is answered already,
  /// what the following stages do below the answers.
  func expand(
    _ stage: Int, _ parents: [Artifact], _ connection: Connection, into expansion: inout Expansion
  ) throws {
    guard stages.indices.contains(stage) else { return }
    for parent in parents {
      if stages[stage] is any UnfoldingStage {
        try unfold(stage, parent, isFirst: true, connection, &expansion)
        continue
      }
      let units = try stages[stage].units(below: parent, in: connection)
      guard try mayAsk(units, below: parent, connection) else {
        expansion.waiting.append(parent)
        continue
      }
      var finished: [Int] = []
      var open = 0
      for unit in units {
        let found = try lookUp(unit, stage, parent, connection, &expansion)
        if let done = found.done { finished.append(done) }
        open += found.isOpen ? 1 : 0
      }
      try follow(stage, parent, finished, open: open, connection, &expansion)
    }
  }

  /// Plans what an unfolding stage can plan by now, and the next stage below what is settled.
  func unfold(
    _ stage: Int, _ parent: Artifact, isFirst: Bool, _ connection: Connection,
    _ expansion: inout Expansion
  ) throws {
    guard !isEnding, let unfolding = stages[stage] as? any UnfoldingStage else { return }
    let found = try unfolding.unfold(parent, isFirst: isFirst, in: connection, run: run)
    for unit in found.units { _ = try lookUp(unit, stage, parent, connection, &expansion) }
    try expand(stage + 1, found.children, connection, into: &expansion)
  }

  /// False if there is something to ask below what has to be reviewed, and was not accepted.
  ///
  /// What is answered already leads on: so a whole tree can be made first and reviewed then.
  private func mayAsk(
    _ units: [UnitPlan], below parent: Artifact, _ connection: Connection
  ) throws -> Bool {
    guard options.reviewed.contains(parent.kind),
      try !connection.isAccepted(parent.reference.id)
    else { return true }
    return try units.allSatisfy { try $0.stored(in: connection)?.state.isFinal == true }
  }

  /// Goes on below what is answered: at once, or when the whole group is.
  private func follow(
    _ stage: Int, _ parent: Artifact, _ finished: [Int], open: Int, _ connection: Connection,
    _ expansion: inout Expansion
  ) throws {
    if open > 0 { expansion.groups.append(Group(stage: stage, parent: parent, open: open)) }
    if open > 0, stages[stage].settles { try refuseConflicts(stage, finished, connection) }
    guard stages[stage].settles else {
      for unit in finished {
        try expandChildren(ofUnit: unit, stage, connection, &expansion)
      }
      return
    }
    if open == 0 { try settle(stage, parent, connection, into: &expansion) }
  }

  /// Plans the next stage below what a unit brought.
  func expandChildren(
    ofUnit unit: Int, _ stage: Int, _ connection: Connection, _ expansion: inout Expansion
  ) throws {
    guard stage + 1 < stages.count else { return }
    let children = try connection.liveArtifacts(ofUnit: unit, kind: stages[stage].childKind)
    try expand(stage + 1, children, connection, into: &expansion)
  }

  /// Judges a group whose units are all final, and plans the next stage below what is left.
  func settle(
    _ stage: Int, _ parent: Artifact, _ connection: Connection, into expansion: inout Expansion
  ) throws {
    try stages[stage].settle(parent, in: connection, run: run)
    let units = try stages[stage].units(below: parent, in: connection)
    let more = try units.filter {
      try connection.unit($0.draft.key) == nil && isWanted($0, connection)
    }
    guard more.isEmpty else {
      // Too little came: the stage asks for more before the next one begins.
      for unit in more { _ = try lookUp(unit, stage, parent, connection, &expansion) }
      expansion.groups.append(Group(stage: stage, parent: parent, open: more.count))
      return
    }
    for unit in units {
      guard let answered = try answered(unit, connection) else { continue }
      try expandChildren(ofUnit: answered, stage, connection, &expansion)
    }
    guard stage + 1 < stages.count else { return }
    let given = try stages[stage].given(below: parent, in: connection)
    try expand(stage + 1, given, connection, into: &expansion)
  }

  /// Finds a unit in the file, or plans it.
  private func lookUp(
    _ planned: UnitPlan, _ stage: Int, _ parent: Artifact, _ connection: Connection,
    _ expansion: inout Expansion
  ) throws -> (done: Int?, isOpen: Bool) {
    var (unit, stored) = try planned.latest(in: connection)
    // What a pool made of a reply has been built upon since.
    let isBuiltUpon = stages[stage] is any UnfoldingStage
    if let again = stored, !isBuiltUpon, try reread(unit, again, connection) {
      stored = try connection.unit(unit.draft.key)
    }
    var isLonger = false
    if let failed = stored, failed.state == .unusable,
      try !stages[stage].isSatisfied(below: parent, in: connection)
    {
      isLonger = try mayBeLonger(failed, connection)
      if isLonger || options.retriesUnusable { (unit, stored) = (unit.standIn(), nil) }
    }
    if stored?.state.isFinal != true, try !isWanted(unit, connection) {
      return (try answered(planned, connection), false)
    }
    expansion.tallies[stage].planned += 1
    switch stored?.state {
    case .done:
      expansion.tallies[stage].done += 1
      expansion.tallies[stage].reused += 1
      return (stored?.id, false)
    case .unusable:
      expansion.tallies[stage].unusable += 1
      return (nil, false)
    default: break
    }
    if let stored { try takeOver(stored, unit, connection) }
    let id = try stored?.id ?? plan(unit, connection)
    expansion.work.append(
      Work(
        unit: unit, id: id, attempts: stored?.attempts ?? 0, stage: stage, parent: parent,
        isLonger: isLonger))
    return (nil, true)
  }

  private func plan(_ unit: UnitPlan, _ connection: Connection) throws -> Int {
    try refuseConflict(unit, connection)
    return try connection.insert(unit.draft, plan: plan)
  }

  /// Throws if the unit's place was asked otherwise before, and what came of that is to stay.
  ///
  /// A reply that was unusable is nothing to keep: asking otherwise is what one does about it.
  func refuseConflict(_ unit: UnitPlan, _ connection: Connection) throws {
    guard !options.allowsSiblings else { return }
    let earlier = try connection.predecessors(of: unit.draft)
    guard try predecessor(of: unit, among: earlier, connection) == nil,
      let other = earlier.first(where: \.hasSameParent)?.plan,
      let plan = stages.lazy.flatMap(\.plans).first(where: { $0.name == unit.draft.stage })
    else { return }
    throw PlanConflict(
      plan, try connection.planStage(unit.draft.stage, of: other), plan: other)
  }
}

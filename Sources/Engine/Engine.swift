internal import Base
internal import Client
public import Store
internal import Synchronization

/// A run that stopped before its end: why, and what it did until then.
public struct Stopped: Error {
  /// Why.
  public let reason: StopReason
  /// What it did.
  public let tally: Tally
}

/// Carries out a plan: asks what is not answered yet, and commits each answer with its artifacts.
///
/// There is no resume: units that are done are found in the file and cost nothing. A unit is in
/// flight until its response is committed, and its slot is not used again before; so a kill loses at
/// most ``EngineOptions/concurrency`` answers.
public final class Engine: Sendable {
  private let store: Store
  private let plan: Plan
  private let stages: [any Stage]
  private let access: [ModelAccess]
  private let options: EngineOptions
  private let stopping = StopSignal()

  /// What is known of a run while it goes on.
  public struct Progress: Sendable {
    /// The figures so far.
    public var tally: Tally
    /// Requests in flight.
    public var inFlight: Int
  }

  /// An engine for `plan`, whose `stages` ask over `access`, one for each stage.
  public init(
    store: Store, plan: Plan, stages: [any Stage], access: [ModelAccess], options: EngineOptions
  ) {
    self.store = store
    self.plan = plan
    self.stages = stages
    self.access = access
    self.options = options
  }

  /// Lets what is in flight finish and asks nothing more, in this engine's run or a later one.
  public func stop() { stopping.set() }

  /// What a run is and where it starts; called in the transaction that plans it.
  public typealias Start = @Sendable (Connection) throws -> (run: Int, roots: [Artifact])

  /// Plans, without asking or storing anything, and says what a run would ask.
  ///
  /// Only what is below answered units is known: each request for subjects, say, will bring more.
  public func estimate(_ start: @escaping Start) async throws -> Tally {
    try await store.write(keepIf: { _ in false }) { [self] connection in
      let expansion = try begin(connection, start).expansion
      var tally = tally(expansion)
      tally.waiting = expansion.waiting.count
      return tally
    }
  }

  /// Carries the plan out from `start`.
  ///
  /// - Parameter obstacle: Why the endpoint cannot be asked, if that is known; it matters, and
  ///   nothing is changed, if there is something to ask.
  /// - Throws: ``Stopped``, ``PlanConflict``, ``StopReason`` or ``StoreError``; `CancellationError`
  ///   if the task is cancelled. What was answered is kept.
  public func run(
    _ start: @escaping Start, obstacle: StopReason? = nil,
    onProgress: @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Tally {
    let begun = try await store.write { [self] connection in
      let begun = try begin(connection, start)
      if let obstacle, !begun.expansion.work.isEmpty { throw obstacle }
      try connection.lease(plan: begun.planner.plan, to: begun.planner.run)
      for access in access { try access.recall(connection) }
      return begun
    }
    var loop = Loop(begun.planner, begun.expansion, tally(begun.expansion))
    let stop = try await work(&loop, begun.planner, onProgress)
    let waiting = loop.waiting.map(\.reference.id)
    try await store.write { [plan] connection in
      try connection.skipOrphans(ofPlan: begun.planner.plan)
      try connection.noteWaiting(waiting, in: plan.key, run: begun.planner.run)
      for access in self.access { try access.remember(connection) }
    }
    try Task.checkCancellation()
    if let stop = stop ?? loop.failure { throw Stopped(reason: stop, tally: loop.tally) }
    return loop.tally
  }

  private func begin(
    _ connection: Connection, _ start: Start
  ) throws -> (planner: Planner, expansion: Expansion) {
    let (run, roots) = try start(connection)
    let planner = planner(try connection.store(plan), run: run)
    var expansion = Expansion(stages: stages.count)
    try planner.expand(0, roots, connection, into: &expansion)
    return (planner, expansion)
  }

  private func planner(_ plan: Int, run: Int) -> Planner {
    Planner(stages: stages, plan: plan, method: self.plan.method, run: run, options: options)
  }

  private func tally(_ expansion: Expansion) -> Tally {
    var tally = Tally(stages.map(\.plan.name))
    for (index, stage) in expansion.tallies.enumerated() { tally.stages[index].tally = stage }
    return tally
  }

  /// Keeps the endpoint busy until there is nothing left to ask; the result is why it stopped early.
  private func work(
    _ loop: inout Loop, _ planner: Planner, _ onProgress: @Sendable (Progress) -> Void
  ) async throws -> StopReason? {
    var stop: StopReason?
    try await withThrowingTaskGroup(of: Outcome.self) { group in
      var inFlight = 0
      while true {
        while inFlight < options.concurrency, !stopping.isSet, !Task.isCancelled,
          let work = loop.queue.next()
        {
          inFlight += 1
          group.addTask { try await self.finish(work, planner) }
        }
        guard inFlight > 0, let outcome = try await group.next() else { break }
        inFlight -= 1
        if let settled = loop.take(outcome), stages[settled.stage].settles {
          loop.take(try await settle(settled, planner))
        }
        if stop == nil, let reason = loop.reasonToStop(outcome) {
          stop = reason
          stopping.set()
        }
        onProgress(Progress(tally: loop.tally, inFlight: inFlight))
      }
    }
    return stop ?? (stopping.isSet ? nil : loop.obstacle)
  }

  private func settle(_ group: Group, _ planner: Planner) async throws -> Expansion {
    try await store.write { connection in
      var expansion = Expansion(stages: planner.stages.count)
      try planner.settle(group.stage, group.parent, connection, into: &expansion)
      return expansion
    }
  }

  /// Asks one unit and commits the response, its artifacts and what is planned below them.
  private func finish(_ work: Work, _ planner: Planner) async throws -> Outcome {
    let store = store
    let committer = Committer(planner: planner, work: work)
    guard try await store.write({ try committer.mayAsk($0) }) else {
      return Outcome(work: work, state: .skipped, expansion: Expansion(stages: stages.count))
    }
    let kept = Mutex<[CallDraft]>([])
    let asker = Asker(access: access[work.stage], work: work, stopping: stopping) { call in
      _ = try await store.write {
        try $0.insert(call, unit: work.id, unitKey: work.unit.draft.key)
      }
      kept.withLock { $0.append(call) }
    }
    let answer = try await asker.ask()
    let committed = try await store.write { try committer.commit(answer, $0) }
    let calls = kept.withLock { $0 } + (answer.isKept ? [] : [answer.call])
    return Outcome(
      work: work, state: committed.state, expansion: committed.expansion, calls: calls,
      verdict: answer.verdict)
  }

  /// What became of one unit.
  struct Outcome: Sendable {
    var work: Work
    var state: UnitState
    var expansion: Expansion
    /// All attempts of this run.
    var calls: [CallDraft] = []
    /// Of the last attempt; nil if there was none.
    var verdict: Answer.Verdict?
  }
}

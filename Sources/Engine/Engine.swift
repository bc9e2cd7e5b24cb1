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
  private let isStopping = Mutex(false)

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

  /// Lets what is in flight finish and asks nothing more.
  public func stop() { isStopping.withLock { $0 = true } }

  /// What a run is and where it starts; called in the transaction that plans it.
  public typealias Start = @Sendable (Connection) throws -> (run: Int, roots: [Artifact])

  /// Plans, without asking or storing anything, and says what a run would ask.
  ///
  /// Only what is below answered units is known: each request for subjects, say, will bring more.
  public func estimate(_ start: @escaping Start) async throws -> Tally {
    struct Undo: Error { var tally: Tally }
    do {
      return try await store.write { [self] connection in
        throw Undo(tally: tally(try begin(connection, start).expansion))
      }
    } catch let undo as Undo {
      return undo.tally
    }
  }

  /// Carries the plan out from `start`.
  ///
  /// - Parameter obstacle: Why the endpoint cannot be asked, if that is known; it matters, and
  ///   nothing is changed, if there is something to ask.
  /// - Throws: ``Stopped``, ``PlanConflict``, ``StopReason`` or ``StoreError``; what was answered is
  ///   kept.
  public func run(
    _ start: @escaping Start, obstacle: StopReason? = nil,
    onProgress: @Sendable (Progress) -> Void = { _ in }
  ) async throws -> Tally {
    let begun = try await store.write { [self] connection in
      let begun = try begin(connection, start)
      if let obstacle, !begun.expansion.work.isEmpty { throw obstacle }
      try connection.lease(plan: begun.planner.plan, to: begun.planner.run)
      return begun
    }
    var loop = Loop(begun.planner, begun.expansion, tally(begun.expansion))
    let stop = try await work(&loop, begun.planner, onProgress)
    try await store.write { try $0.skipOrphans(ofPlan: begun.planner.plan) }
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
        while inFlight < options.concurrency, stop == nil, !isStopping.withLock({ $0 }),
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
        stop = stop ?? loop.reasonToStop(outcome)
        onProgress(Progress(tally: loop.tally, inFlight: inFlight))
      }
    }
    return stop
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
    let attempts = Mutex(0)
    let asker = Asker(
      access: access[work.stage], work: work,
      keep: { call in
        attempts.withLock { $0 += 1 }
        _ = try await store.write {
          try $0.insert(call, unit: work.id, unitKey: work.unit.draft.key)
        }
      }, isStopping: { self.isStopping.withLock { $0 } })
    let answer = try await asker.ask()
    let committed = try await store.write { connection in
      try Committer(planner: planner, work: work).commit(answer, connection)
    }
    return Outcome(
      work: work, call: answer.call, state: committed.state, expansion: committed.expansion,
      earlierAttempts: attempts.withLock { $0 } - (answer.isKept ? 1 : 0), verdict: answer.verdict)
  }

  /// What became of one unit.
  struct Outcome: Sendable {
    var work: Work
    var call: CallDraft
    var state: UnitState
    var expansion: Expansion
    var earlierAttempts: Int
    var verdict: Answer.Verdict
  }
}

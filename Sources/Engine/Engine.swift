internal import Base
internal import Client
public import Store

/// Carries out a plan: asks what is not answered yet, and commits each answer with its artifacts.
///
/// There is no resume: units that are done are found in the file and cost nothing. A unit is in
/// flight until its response is committed, and its slot is not used again before; so a kill loses at
/// most ``EngineOptions/concurrency`` answers of each endpoint.
public final class Engine: Sendable {
  private let store: Store
  private let plan: Plan
  private let stages: [any Stage]
  private let access: [ModelAccess]
  /// Whom a stage asks that asks several, by the names of its plans.
  private let further: [String: ModelAccess]
  private let options: EngineOptions
  private let stopping = StopSignal()

  /// What is known of a run while it goes on.
  public struct Progress: Sendable {
    /// The figures so far.
    public var tally: Tally
    /// Requests in flight.
    public var inFlight: Int
  }

  /// An engine for `plan`, whose `stages` ask over `access`, one for each stage; what they plan under
  /// the names in `further` they ask over those.
  public init(
    store: Store, plan: Plan, stages: [any Stage], access: [ModelAccess], options: EngineOptions,
    further: [String: ModelAccess] = [:]
  ) {
    self.store = store
    self.plan = plan
    self.stages = stages
    self.access = access
    self.further = further
    self.options = options
  }

  /// Lets what is in flight finish and asks nothing more, in this engine's run or a later one.
  public func stop() {
    stopping.set()
    for access in reached { access.client.stop() }
  }

  private var reached: [ModelAccess] { access + further.values }

  /// What a run is and where it starts; called in the transaction that plans it.
  public typealias Start = @Sendable (Connection) throws -> (run: Int, roots: [Artifact])

  /// Plans, without asking or storing anything, and says what a run would ask.
  ///
  /// Only what is below answered units is known: each request for subjects, say, will bring more.
  public func estimate(_ start: @escaping Start) async throws -> Estimate {
    try await store.write(keepIf: { _ in false }) { [self] connection in
      let begun = try begin(connection, start, isRehearsal: true)
      for access in reached { try access.recall(connection) }
      var estimate = Estimate(tally(begun.expansion))
      estimate.tally.waiting = begun.expansion.waiting.count
      estimate.spent = try connection.cost(ofPlan: begun.planner.plan)
      let stages = Dictionary(grouping: begun.expansion.work, by: \.unit.draft.stage)
      for work in stages.values { estimate.add(work, modelAccess(for: work[0])) }
      return estimate
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
      options.budget?.count(
        try connection.cost(ofPlan: begun.planner.plan), plan: begun.planner.plan)
      for access in reached { try access.recall(connection) }
      return begun
    }
    var loop = Loop(begun.planner, begun.expansion, tally(begun.expansion), lanes: lanes)
    let stop = try await work(&loop, begun.planner, onProgress)
    let waiting = loop.waiting.map(\.reference.id)
    try await store.write { [plan] connection in
      try connection.skipOrphans(ofPlan: begun.planner.plan)
      try connection.noteWaiting(waiting, in: plan.key, run: begun.planner.run)
      for access in self.reached { try access.remember(connection) }
    }
    try Task.checkCancellation()
    if let stop = stop ?? loop.failure { throw Stopped(reason: stop, tally: loop.tally) }
    return loop.tally
  }

  /// Plans below where the run starts; a rehearsal leaves other runs what is theirs.
  private func begin(
    _ connection: Connection, _ start: Start, isRehearsal: Bool = false
  ) throws -> (planner: Planner, expansion: Expansion) {
    let (run, roots) = try start(connection)
    var planner = planner(try connection.store(plan), run: run)
    planner.isRehearsal = isRehearsal
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
  ///
  /// A failed commit ends the run, too, but only after what was in flight then is committed.
  private func work(
    _ loop: inout Loop, _ planner: Planner, _ onProgress: @Sendable (Progress) -> Void
  ) async throws -> StopReason? {
    let mailbox = Mailbox<Arrival>()
    var stop: StopReason?
    var failure: (any Error)?
    await withDiscardingTaskGroup { group in
      while true {
        // What a budget has admitted goes on; nothing more is begun.
        let slots = stop == nil ? slots : access.map { _ in 0 }
        guard let arrivals = await loop.nextArrivals(mailbox, slots) else { break }
        let (result, error) = await commit(loop.round(arrivals, slots), planner)
        for arrival in arrivals { arrival.release() }
        loop.take(result)
        failure = failure ?? error
        stop = stop ?? loop.reasonToStop
        if failure != nil || stop.map({ !$0.isBudget }) ?? false { self.stop() }
        for work in stop != nil || stopping.isSet ? [] : result.ready {
          loop.begin(work)
          group.addTask { await self.ask(work, mailbox) }
        }
        onProgress(Progress(tally: loop.tally, inFlight: loop.countInFlight))
      }
    }
    if let failure { throw failure }
    return stop ?? (stopping.isSet ? nil : loop.obstacle)
  }

  /// Which endpoint each stage asks: the number of the first stage that asks it.
  private var lanes: [Int] {
    access.map { one in access.firstIndex { $0 === one } ?? 0 }
  }

  /// Whom `work` is asked of.
  private func modelAccess(for work: Work) -> ModelAccess {
    further[work.unit.draft.stage] ?? access[work.stage]
  }

  /// How many requests may be in flight now, at each endpoint.
  private var slots: [Int] {
    let mayAsk = !stopping.isSet && !Task.isCancelled && !options.isOffline
    return access.map {
      mayAsk ? min(options.concurrency, $0.client.endpoint.limits.concurrency) : 0
    }
  }

  /// Carries `round` out in one transaction; if that fails, each of its arrivals in one of its own,
  /// so that one reply that cannot be committed costs no other.
  private func commit(
    _ round: Round, _ planner: Planner
  ) async -> (result: Round.Result, failure: (any Error)?) {
    do {
      return (try await store.write { try round.commit(planner, $0) }, nil)
    } catch {
      var (result, planner) = (Round.Result(), planner)
      planner.isEnding = true
      for arrival in round.arrivals {
        let single = Round(arrivals: [arrival])
        if let kept = try? await store.write({ [planner] in try single.commit(planner, $0) }) {
          result += kept
        }
      }
      return (result, error)
    }
  }

  /// Asks one unit and hands over what comes of it.
  private func ask(_ work: Work, _ mailbox: Mailbox<Arrival>) async {
    let asker = Asker(
      access: modelAccess(for: work), work: work, options: options, stopping: stopping
    ) { call in
      await withCheckedContinuation { mailbox.post(.attempt(work, call, next: $0)) }
    }
    mailbox.post(.answer(work, await asker.ask()))
  }
}

import Base
import Client
import Engine
import FoundationEssentials
import Generate
import Store
import Synchronization

/// One generate command, from its plan to its last line.
struct GenerationRun {
  let invocation: Invocation
  let path: String
  let plan: Plan
  let stages: [any Stage]
  let access: [ModelAccess]
  /// Whom a stage asks that asks several, by the names of its plans.
  var further: [String: ModelAccess] = [:]
  /// Below artifacts of these kinds nothing is made that nobody accepted.
  var reviewed: Set<Kind> = []
  /// Where the plan starts.
  let roots: @Sendable (Connection) throws -> [Artifact]
  /// What --dry-run tells beyond what can be planned now.
  var forecast: Forecast?

  func perform() async throws -> ExitStatus {
    let dryRun = invocation.isSet("--dry-run")
    let obstacle = dryRun ? nil : await GenerationRun.obstacle(access + further.values)
    // A new file is not made for an endpoint that cannot be asked.
    let isNew = !FileManager.default.fileExists(atPath: path)
    if let obstacle, isNew { throw obstacle }
    // Nor for a plan.
    let store = try await Store(path: dryRun && isNew ? ":memory:" : path, mode: .readWrite)
    let engine = Engine(
      store: store, plan: plan, stages: stages, access: access,
      options: GenerationRun.options(invocation, access + further.values, reviewed: reviewed),
      further: further)
    defer { withExtendedLifetime(engine) {} }
    do {
      let status =
        dryRun
        ? try await estimate(engine) : try await run(engine, store, obstacle: obstacle)
      await store.close()
      return status
    } catch {
      await store.close()
      throw error is PlanConflict ? UsageError("\(error)") : error
    }
  }

  /// How the flags say that plans are carried out.
  static func options(
    _ invocation: Invocation, _ access: [ModelAccess], reviewed: Set<Kind>
  ) -> EngineOptions {
    EngineOptions(
      concurrency: access.map(\.client.endpoint.limits.concurrency).max() ?? 1,
      allowsSiblings: invocation.isSet("--add"),
      retriesUnusable: invocation.isSet("--retry-unusable"), reviewed: reviewed)
  }

  /// Why one of `access` cannot be asked, if that is known.
  static func obstacle(_ access: [ModelAccess]) async -> StopReason? {
    var asked: [ObjectIdentifier] = []
    for access in access where !asked.contains(ObjectIdentifier(access)) {
      asked.append(ObjectIdentifier(access))
      if let obstacle = await Preflight.obstacle(access.client) { return obstacle }
    }
    return nil
  }

  private func estimate(_ engine: Engine) async throws -> ExitStatus {
    let (roots, forecast) = (roots, forecast)
    let outlook = Mutex<Outlook?>(nil)
    let tally = try await engine.estimate { connection in
      let start = try roots(connection)
      let found = try forecast?.glan.outlook(start, connection)
      outlook.withLock { $0 = found }
      return (try connection.beginRun("dry run", tool: Release.version), start)
    }
    let figures = outlook.withLock { $0 }.map { outlook in
      forecast?.tell(outlook, tally, invocation) ?? [:]
    }
    try Report(invocation).planned(tally, adding: figures ?? [:])
    return .done
  }

  private func run(
    _ engine: Engine, _ store: Store, obstacle: StopReason?
  ) async throws -> ExitStatus {
    let (roots, command) = (roots, invocation.typed)
    let runID = RunID()
    let status = invocation.console.talk.status()
    let interruption = Interruption { engine.stop() }
    defer { interruption.end() }
    let clock = ContinuousClock()
    let start = clock.now
    let ending: Ending
    do {
      let tally = try await engine.run(
        { connection in
          let run = try connection.beginRun(command, tool: Release.version)
          runID.set(run)
          return (run, try roots(connection))
        }, obstacle: obstacle
      ) { progress in
        status.update(Report.progress(progress, since: start))
      }
      ending = Ending(tally: tally, stop: nil, wasInterrupted: interruption.happened)
    } catch let stopped as Stopped {
      ending = Ending(tally: stopped.tally, stop: stopped.reason, wasInterrupted: false)
    }
    status.finish()
    let allowed = try invocation.int("--allow-failures") ?? 0
    try await store.write { connection in
      try connection.endRun(
        runID.value, ending.state(allowed: allowed), figures: ending.tally.json)
      _ = try connection.refreshSearchIndex(limit: 20_000)
    }
    return try Report(invocation).ended(ending, allowed: allowed, run: runID.value)
  }
}

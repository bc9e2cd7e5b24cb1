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
  /// What is done when all is asked, or when the run stopped, as part of the run.
  var afterwards: CurrentRun.Afterwards?

  func perform() async throws -> ExitStatus {
    let dryRun = invocation.isSet("--dry-run")
    let asked = access + further.values
    let options = try GenerationRun.options(invocation, asked, reviewed: reviewed)
    let asksNothing = dryRun || options.isOffline
    let obstacle = asksNothing ? nil : await GenerationRun.obstacle(asked)
    // A new file is not made for an endpoint that cannot be asked.
    let isNew = !FileManager.default.fileExists(atPath: path)
    if let obstacle, isNew { throw obstacle }
    // Nor for a plan.
    let store = try await Store(path: asksNothing && isNew ? ":memory:" : path, mode: .readWrite)
    let engine = Engine(
      store: store, plan: plan, stages: stages, access: access, options: options,
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
  ) throws -> EngineOptions {
    let renewal: Renewal =
      switch try invocation.oneOf(["--add", "--redo", "--refresh"]) {
      case "--redo": .redo
      case "--refresh": .refresh
      default: .none
      }
    var options = EngineOptions(
      concurrency: access.map(\.client.endpoint.limits.concurrency).max() ?? 1,
      allowsSiblings: invocation.isSet("--add"),
      retriesUnusable: invocation.isSet("--retry-unusable"), renewal: renewal,
      reviewed: reviewed)
    options.truncatedLimit = try invocation.int("--retry-truncated", in: 1...1_000_000)
    options.rereads = invocation.isSet("--reparse")
    options.isOffline = invocation.isSet("--offline")
    options.budget = try budget(invocation, access)
    return options
  }

  /// What may be spent; nil without limit.
  private static func budget(_ invocation: Invocation, _ access: [ModelAccess]) throws -> Budget? {
    let money = try invocation.double("--budget")
    let calls = try invocation.int("--max-calls")
    if money != nil, let unpriced = access.first(where: { $0.prices == nil }) {
      throw UsageError(
        "--budget needs prices, and those of endpoint \"\(unpriced.client.endpoint.name)\" are not "
          + "known: add --price IN,OUT, or prices to its configuration")
    }
    return money == nil && calls == nil ? nil : Budget(money: money, calls: calls)
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
    let estimate = try await engine.estimate { connection in
      let start = try roots(connection)
      let found = try forecast?.glan.outlook(start, connection)
      outlook.withLock { $0 = found }
      return (try connection.beginRun("dry run", tool: Release.version), start)
    }
    let projected = outlook.withLock { $0 }.flatMap { outlook in
      forecast?.tell(outlook, estimate.tally, invocation)
    }
    try Report(invocation).planned(estimate, projected)
    return .done
  }

  private func run(
    _ engine: Engine, _ store: Store, obstacle: StopReason?
  ) async throws -> ExitStatus {
    let (roots, command) = (roots, invocation.typed)
    let current = CurrentRun()
    let watch = RunWatch(invocation, access + further.values) { engine.stop() }
    defer { watch.end() }
    let ending: Ending
    do {
      let tally = try await engine.run(
        { connection in
          (try current.begin(command, connection), try roots(connection))
        }, obstacle: obstacle
      ) { watch.update($0) }
      ending = Ending(tally: tally, stop: nil, wasInterrupted: watch.wasInterrupted)
    } catch let stopped as Stopped {
      ending = Ending(tally: stopped.tally, stop: stopped.reason, wasInterrupted: false)
    }
    watch.finish()
    if invocation.isSet("--offline") { try await Report(invocation).missing(store, current.id) }
    let allowed = try invocation.int("--allow-failures") ?? 0
    let ended = try await current.end(
      ending.state(allowed: allowed), figures: ending.tally.json, store, afterwards: afterwards)
    return try Report(invocation).ended(
      ending, allowed: allowed, run: current.id, drift: ended.drift, adding: ended.more)
  }
}

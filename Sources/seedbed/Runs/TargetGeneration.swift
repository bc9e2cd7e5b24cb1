import Base
import Client
import Curate
import Engine
import FoundationEssentials
import Generate
import Store

/// `generate glan --target`: rounds of generating and curating until there are enough rows.
struct TargetGeneration {
  let invocation: Invocation
  let glan: Glan
  let target: Target
  /// Whom each stage asks, by its name.
  let access: [String: ModelAccess]
  let options: EngineOptions

  /// The flags that go with --target.
  static let flags: [Flag] = [
    Flag(
      "--target", "N", .task,
      "Go on until this many live examples are there (questions, with --until questions), evenly over "
        + "disciplines, after the rules and near-duplicates below."),
    Flag(
      "--rules", "NAMES", .task, "With --target: the rules of curate filter, with commas, or none.",
      defaultText: "all"),
    Flag(
      "--dedup", "T", .task,
      "With --target: drop a question above this ROUGE-L F1 with an earlier one; 1 keeps all.",
      defaultText: "0.7"),
    Flag(
      "--fruitless", "N", .task, "With --target: end after so many rounds without one row more.",
      defaultText: "10"),
  ]

  /// The target that was typed; nil without --target.
  static func target(_ invocation: Invocation) throws -> Target? {
    guard let rows = try invocation.int("--target", in: 1...1_000_000_000) else {
      if let flag = ["--rules", "--dedup", "--fruitless"].first(where: { invocation.isSet($0) }) {
        throw UsageError("\(flag) says what counts for --target: add that, or leave it out")
      }
      return nil
    }
    if invocation.isSet("--questions") { throw UsageError.exclusive(["--target", "--questions"]) }
    let until = invocation.text("--until") ?? Glan.stageNames[3]
    guard Glan.stageNames[2...].contains(until) else {
      throw UsageError("--target counts questions or examples: --until \(until) makes neither")
    }
    let threshold = try orUsageError("--dedup") {
      try invocation.text("--dedup").map { try Threshold($0) } ?? .selfInstruct
    }
    return Target(
      rows: rows, filter: Filter(rules: try rules(invocation)),
      cutoff: threshold.double < 1 ? Cutoff(above: threshold) : nil,
      patience: try invocation.int("--fruitless", in: 1...1000) ?? 10)
  }

  private static func rules(_ invocation: Invocation) throws -> [Rule] {
    guard let names = invocation.text("--rules") else { return Rule.all }
    return try names == "none"
      ? []
      : names.split(separator: ",").map { name in
        try Rule.known(String(name), flag: "--rules")
      }
  }

  func perform() async throws -> ExitStatus {
    let path = invocation.operands[0]
    let isNew = !FileManager.default.fileExists(atPath: path)
    let obstacle =
      options.isOffline ? nil : await GenerationRun.obstacle(Array(access.values))
    if let obstacle, isNew { throw obstacle }
    let store = try await Store(
      path: options.isOffline && isNew ? ":memory:" : path, mode: .readWrite)
    do {
      let status = try await run(store, obstacle)
      await store.close()
      return status
    } catch {
      await store.close()
      throw error is PlanConflict ? UsageError("\(error)") : error
    }
  }

  private func run(_ store: Store, _ obstacle: StopReason?) async throws -> ExitStatus {
    let (command, current) = (invocation.typed, CurrentRun())
    let run = TargetRun(
      store: store, glan: glan, target: target, access: access, options: options
    ) { connection in
      current.id == 0 ? try current.begin(command, connection) : current.id
    }
    let watch = RunWatch(invocation, Array(access.values)) { run.stop() }
    defer { watch.end() }
    let outcome = try await run.run(obstacle: obstacle) { watch.update($0) }
    watch.finish()
    if options.isOffline { try await Report(invocation).missing(store, current.id) }
    let ending = ending(outcome, wasInterrupted: watch.wasInterrupted)
    let allowed = try invocation.int("--allow-failures") ?? 0
    let figures = TargetGeneration.figures(outcome, of: target)
    let (drift, _) = try await current.end(
      ending.state(allowed: allowed), figures: ending.tally.json.setting("target", figures), store)
    return try Report(invocation).ended(
      ending, allowed: allowed, run: current.id, drift: drift, target: (lines(outcome), figures))
  }

  private func ending(_ outcome: TargetOutcome, wasInterrupted: Bool) -> Ending {
    var ending = Ending(tally: outcome.tally, stop: nil, wasInterrupted: false)
    switch outcome.end {
    case .reached: ending.isReached = true
    case .stopped(let reason): ending.stop = reason
    case .unfinished:
      ending.isReached = false
      ending.wasInterrupted = wasInterrupted
    case .fruitless, .exhausted: ending.isReached = false
    }
    return ending
  }

  /// How far it came, and why no further.
  private func lines(_ outcome: TargetOutcome) -> [String] {
    let noun = glan.extent.until == Glan.stageNames[2] ? "questions" : "examples"
    let sum =
      "target: \(outcome.rows) of \(target.rows) \(noun) after "
      + counted(outcome.rounds, "round")
    let reason =
      switch outcome.end {
      case .reached, .stopped: nil as String?
      case .unfinished: "not all requests are answered: the same command goes on"
      case .fruitless:
        "the last \(counted(target.patience, "round")) brought none: see the view drops"
      case .exhausted: "no draw is left: more subjects, sessions or concepts offer more"
      }
    let short = outcome.short.prefix(5).map { "\($0.discipline) lacks \($0.missing)" }
    return [sum + (reason.map { "; \($0)" } ?? "")]
      + (short.isEmpty || reason == nil ? [] : [short.joined(separator: ", ")])
  }

  private static func figures(_ outcome: TargetOutcome, of target: Target) -> JSON {
    let end =
      switch outcome.end {
      case .reached: "reached"
      case .fruitless: "fruitless"
      case .exhausted: "exhausted"
      case .unfinished: "unfinished"
      case .stopped: "stopped"
      }
    return [
      "wanted": JSON(target.rows), "rows": JSON(outcome.rows), "rounds": JSON(outcome.rounds),
      "end": .string(end),
      "missing": .object(outcome.short.map { JSON.Member($0.discipline, JSON($0.missing)) }),
    ]
  }
}

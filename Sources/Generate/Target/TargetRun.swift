internal import Base
internal import Curate
public import Engine
public import Store
internal import Synchronization

/// Carries GLAN out until there are as many rows as a target wants: rounds of existing parts.
///
/// First all syllabi. Then, in each round: as many draws as rows are missing, evenly over disciplines
/// and their subjects; rules and near-duplicates; answers to what is left; rules once more; a count.
///
/// Each round is a plan of its own, so its rows come after those of earlier rounds in canonical order,
/// and none of them drops an earlier one, whose answer is paid for. A round counts what came of its own
/// draws alone; so a run that was killed and begins again goes through the same rounds.
public final class TargetRun: Sendable {
  let glan: Glan
  private let store: Store
  private let target: Target
  private let access: [String: ModelAccess]
  private let options: EngineOptions
  private let begin: @Sendable (Connection) throws -> Int
  private let state = Mutex(State())

  private struct State {
    var isStopped = false
    var engine: Engine?
  }

  /// A run of `glan` towards `target`.
  ///
  /// - Parameters:
  ///   - access: Whom each stage asks, by its name.
  ///   - begin: The id of the run, which it stores when it is called first.
  public init(
    store: Store, glan: Glan, target: Target, access: [String: ModelAccess],
    options: EngineOptions, begin: @escaping @Sendable (Connection) throws -> Int
  ) {
    self.store = store
    self.glan = glan
    self.target = target
    self.access = access
    self.options = options
    self.begin = begin
  }

  /// Lets what is in flight finish and asks nothing more.
  public func stop() {
    state.withLock { state in
      state.isStopped = true
      state.engine?.stop()
    }
  }

  /// Carries it out; throws what `Engine.run` throws but `Stopped`.
  public func run(
    obstacle: StopReason? = nil,
    onProgress: @escaping @Sendable (Engine.Progress) -> Void = { _ in }
  ) async throws -> TargetOutcome {
    let (glan, upper) = (glan, glan.untilSyllabi)
    let asker = Asker(run: self, obstacle: obstacle, onProgress: onProgress)
    var outcome = TargetOutcome()
    guard try await asker.ask(upper.plan, upper.stages, { try glan.roots($0) }, &outcome) else {
      return outcome
    }
    var courses = try await store.write { try glan.courses($0) }
    var (fruitless, screened) = (0, nil as Int?)
    while true {
      Course.extend(&courses, to: target.rows, perDraw: glan.extent.questionsPerDraw)
      if let end = end(courses, outcome, fruitless) {
        outcome.end = end
        outcome.short = short(courses)
        return outcome
      }
      outcome.rounds += 1
      guard try await round(courses, asker, &outcome, &screened) else { return outcome }
      courses = try await store.read { [courses] in try glan.counted(courses, $0) }
      let rows = courses.reduce(0) { $0 + $1.rows }
      fruitless = rows > outcome.rows ? 0 : fruitless + 1
      outcome.rows = rows
    }
  }

  /// Which of `courses` have less than an even part, and how many rows less.
  private func short(_ courses: [Course]) -> [(discipline: String, missing: Int)] {
    let parts = Spread.even(target.rows, limits: courses.map { _ in .max })
    return zip(courses, parts).filter { $0.rows < $1 }.map { ($0.discipline.text, $1 - $0.rows) }
  }

  /// Why no other round follows, if so; `courses` have the draws of the next one.
  private func end(
    _ courses: [Course], _ outcome: TargetOutcome, _ fruitless: Int
  ) -> TargetOutcome.End? {
    if outcome.rows >= target.rows { return .reached }
    if !courses.contains(where: { $0.isExtended }) { return .exhausted }
    return fruitless >= target.patience ? .fruitless : nil
  }

  /// Draws, screens, answers and screens; false if something is left to ask.
  private func round(
    _ courses: [Course], _ asker: Asker, _ outcome: inout TargetOutcome, _ screened: inout Int?
  ) async throws -> Bool {
    let (stage, syllabi) = (glan.questionStage(courses), courses.flatMap(\.syllabi))
    guard try await asker.ask(plan(outcome, stage), [stage], { _ in syllabi }, &outcome) else {
      return false
    }
    try await screen(outcome, &screened)
    guard let answers = glan.answerStage else { return true }
    let questions = try await store.read { try $0.liveChildren(of: syllabi, stage) }
    guard
      try await asker.ask(plan(outcome, answers), [answers], { _ in questions }, &outcome)
    else { return false }
    try await screen(outcome, &screened)
    return true
  }

  private func plan(_ outcome: TargetOutcome, _ stage: any Stage) -> Plan {
    var plan = glan.plan
    plan.parameters = plan.parameters.setting("questions", .null)
      .setting("target", target.parameters(round: outcome.rounds))
    plan.stages = [stage.plan]
    return plan
  }

  /// Applies the rules and drops near-duplicates, unless nothing was asked since the last time.
  private func screen(_ outcome: TargetOutcome, _ screened: inout Int?) async throws {
    guard screened != outcome.tally.calls else { return }
    screened = outcome.tally.calls
    try await store.write { [target, begin] connection in
      let run = try begin(connection)
      for draft in try target.filter.screenings(connection, progress: { _ in }) {
        try connection.storeIfChanged(draft, run: run)
      }
      guard let cutoff = target.cutoff else { return }
      let draft = try Deduplication(cutoff: cutoff).screening(connection) { _, _ in }
      try connection.storeIfChanged(draft, run: run)
    }
  }

  /// Asks what a plan lacks, with the engine.
  private struct Asker {
    let run: TargetRun
    let obstacle: StopReason?
    let onProgress: @Sendable (Engine.Progress) -> Void

    /// True if every request of the plan has its final state then.
    func ask(
      _ plan: Plan, _ stages: [any Stage],
      _ roots: @escaping @Sendable (Connection) throws -> [Artifact],
      _ outcome: inout TargetOutcome
    ) async throws -> Bool {
      let engine = Engine(
        store: run.store, plan: plan, stages: stages,
        access: stages.compactMap { run.access[$0.plan.name] }, options: run.options)
      guard run.takes(engine) else { return false }
      do {
        let begin = run.begin
        let tally = try await engine.run(
          { (try begin($0), try roots($0)) }, obstacle: obstacle, onProgress: onProgress)
        outcome.tally = outcome.tally.followed(by: tally)
        return tally.isComplete
      } catch let stopped as Stopped {
        outcome.tally = outcome.tally.followed(by: stopped.tally)
        outcome.end = .stopped(stopped.reason)
        return false
      }
    }
  }

  /// Notes who is to be stopped now; false if the run was stopped already.
  private func takes(_ engine: Engine) -> Bool {
    state.withLock { state in
      state.engine = engine
      return !state.isStopped
    }
  }
}

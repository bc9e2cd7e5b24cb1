import Client
import Engine
import FoundationEssentials
import Generate
import Store

/// One `generate glan`.
struct GlanRun {
  private let invocation: Invocation
  private let flags: GlanFlags

  /// The run that was typed.
  init(_ invocation: Invocation) {
    self.invocation = invocation
    flags = GlanFlags(invocation: invocation)
  }

  /// Carries it out, or tells what it would take.
  func perform() async throws -> ExitStatus {
    let disciplines = try flags.disciplines()
    if disciplines == .all, !flags.isTree { try await requireDisciplines() }
    try await warnOfSimilarNames(invocation.texts("--discipline"))
    let target = try TargetGeneration.target(invocation)
    let stages = flags.stages
    let access = try Dictionary(
      uniqueKeysWithValues: zip(
        stages,
        ModelFlags(invocation: invocation).access(stages.map { GlanFlags.prefix[$0] ?? $0 })))
    let glan = try glan(disciplines, access)
    let reviewed = invocation.isSet("--review") ? Glan.reviewedKinds : []
    let renewal = ["--redo", "--refresh"].first { invocation.isSet($0) }
    if target != nil, let renewal { throw UsageError.exclusive(["--target", renewal]) }
    if let target, !invocation.isSet("--dry-run") {
      return try await TargetGeneration(
        invocation: invocation, glan: glan, target: target, access: access,
        options: try GenerationRun.options(
          invocation, Array(access.values), reviewed: reviewed)
      ).perform()
    }
    let planned = target == nil ? glan : glan.untilSyllabi
    let status = try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: planned.plan,
      stages: planned.stages, access: planned.stages.compactMap { access[$0.plan.name] },
      reviewed: reviewed, roots: { try glan.roots($0) },
      forecast: renewal == "--refresh"
        ? nil : Forecast(glan: glan, access: access, target: target?.rows)
    ).perform()
    try await warnOfShorterSyllabi(glan)
    return status
  }

  private func glan(_ disciplines: Disciplines, _ access: [String: ModelAccess]) throws -> Glan {
    let extent = try flags.extent()
    let asksTwice = invocation.isSet("--two-step") || flags.preset.asksTwice
    let turns = asksTwice ? Glan.twoTurnStageNames : []
    var glan = Glan(
      extent: extent,
      models: try Glan.stageNames.map { stage in
        try model(
          stage, access,
          turns.contains(stage)
            ? Glan.twoTurnPrompts(stage).writing
            : Glan.prompt(stage, perDraw: extent.questionsPerDraw))
      }, seed: try invocation.int("--seed") ?? 0, disciplines: disciplines)
    for stage in turns {
      glan.structuring[stage] = try model(stage, access, Glan.twoTurnPrompts(stage).structuring)
    }
    glan.taxonomy = try taxonomy(access)
    return glan
  }

  private func model(
    _ stage: String, _ access: [String: ModelAccess], _ need: PromptNeed
  ) throws -> StageModel {
    guard let prefix = GlanFlags.prefix[stage], let access = access[stage] else {
      throw UsageError("there is no stage \(stage)")
    }
    return try ModelFlags(invocation: invocation).model(
      prefix, prompt: try Prompts(invocation).template(need), access: access,
      defaults: flags.preset.sampling(of: stage), guidance: try Prompts(invocation).guidance(prefix)
    )
  }

  /// What is asked for above the disciplines, if anything.
  private func taxonomy(_ access: [String: ModelAccess]) throws -> TaxonomyOrder? {
    guard flags.isTree else { return nil }
    var order = TaxonomyOrder(
      models: try Glan.taxonomyStageNames.map {
        try model($0, access, Glan.prompt($0, perDraw: 1))
      })
    order.fields = try invocation.int("--fields", in: 1...1000) ?? order.fields
    order.subfields = try invocation.int("--subfields", in: 1...1000) ?? order.subfields
    order.disciplines =
      try invocation.int("--subfield-disciplines", in: 1...1000) ?? order.disciplines
    return order
  }

  private func requireDisciplines() async throws {
    let path = invocation.operands[0]
    let exists = FileManager.default.fileExists(atPath: path)
    let live =
      exists
      ? try await invocation.openForReading().read {
        try $0.int("SELECT count(*) FROM disciplines WHERE status = 'live'")
      } : 0
    guard live == 0 else { return }
    throw UsageError(
      (exists ? "\(path) has no live discipline" : "there is no database at \(path)")
        + " to start from: add --discipline NAME, --disciplines with a file or \"builtin\", or "
        + "--taxonomy")
  }

  /// A slip in a name would be a discipline of its own, with all that is asked below it.
  private func warnOfSimilarNames(_ typed: [String]) async throws {
    let path = invocation.operands[0]
    guard !typed.isEmpty, FileManager.default.fileExists(atPath: path) else { return }
    let known = try await invocation.openForReading().read {
      try $0.rows("SELECT name FROM disciplines WHERE status = 'live'") { $0.text(0) }
    }
    for name in typed where !known.contains(name) {
      guard let similar = Suggestion.closest(to: name, among: known) else { continue }
      invocation.console.talk.warn(
        "discipline \"\(name)\" is new in \(path), which has \"\(similar)\": stop here if that is "
          + "meant")
    }
  }

  /// A syllabus is written at once: a larger count cannot extend it, and that must not go unsaid.
  private func warnOfShorterSyllabi(_ glan: Glan) async throws {
    guard FileManager.default.fileExists(atPath: invocation.operands[0]) else { return }
    let count = try await invocation.openForReading().read { try glan.shorterSyllabi($0) }
    guard count > 0 else { return }
    invocation.console.talk.warn(
      "\(count) syllabi were asked for fewer sessions or concepts and stay as they are: "
        + "--sessions and --concepts hold for new ones")
  }
}

import Base
import Curate
import Store

/// One curate command: screens in one transaction, or, with --dry-run, screens and takes it back.
struct CurationRun {
  let invocation: Invocation
  /// What the rules conclude.
  let screenings: @Sendable (Connection) throws -> [ScreeningDraft]

  func perform() async throws -> ExitStatus {
    let dryRun = invocation.isSet("--dry-run")
    let (command, screenings) = (invocation.typed, screenings)
    let store = try await invocation.openForChanges()
    let outcome: (run: Int?, screenings: [ScreeningDraft]) = try await store.write(
      keepIf: { _ in !dryRun }
    ) { connection in
      let drafts = try screenings(connection)
      if dryRun { return (nil, drafts) }
      let run = try connection.beginRun(command, tool: Release.version)
      for draft in drafts { try connection.store(draft, run: run) }
      try connection.endRun(run, .done, figures: CurationRun.figures(drafts, run: run))
      return (run, drafts)
    }
    await store.close()
    try tell(outcome.screenings, run: outcome.run)
    return .done
  }

  private func tell(_ screenings: [ScreeningDraft], run: Int?) throws {
    let talk = invocation.console.talk
    for screening in screenings {
      let verb = run == nil ? "would drop" : "drops"
      talk.say(
        "\(screening.rule) \(verb) \(screening.decisions.count) of \(screening.examined) rows")
    }
    if let run {
      talk.say("run \(run): seedbed undo \(invocation.operands[0]) \(run) takes it back")
    }
    try invocation.print(CurationRun.figures(screenings, run: run))
  }

  private static func figures(_ screenings: [ScreeningDraft], run: Int?) -> JSON {
    let rules = screenings.map { screening in
      JSON.Member(
        screening.rule,
        [
          "examined": JSON(screening.examined), "dropped": JSON(screening.decisions.count),
        ])
    }
    let dropped = screenings.map(\.decisions.count).reduce(0, +)
    return [
      "run": run.map { JSON($0) } ?? .null, "dropped": JSON(dropped), "rules": .object(rules),
    ]
  }
}

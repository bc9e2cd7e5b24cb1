import Base
import Client
import Engine
import Generate
import Store

/// What a generate command says: figures for people on standard error, for programs with --json.
struct Report {
  let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// The last lines and the exit status; `target` has what is told of one, and `more` what a command
  /// tells besides.
  func ended(
    _ ending: Ending, allowed: Int, run: Int, drift: [LanguageDrift],
    target: (lines: [String], figures: JSON)? = nil, adding more: CurationReport = CurationReport()
  ) throws -> ExitStatus {
    let talk = invocation.console.talk
    for stage in ending.tally.stages where stage.tally.planned > 0 {
      talk.say("\(stage.name): \(Report.sentence(stage.tally))")
    }
    talk.say(
      "run \(run): \(counted(ending.tally.calls, "call")), \(Report.failures(ending.tally)); "
        + "\(ending.tally.promptTokens) + \(ending.tally.completionTokens) tokens"
        + (ending.tally.cost.map { ", cost \(Report.money($0))" } ?? ""))
    for line in (target?.lines ?? []) + more.lines { talk.say(line) }
    tellWaiting(ending.tally)
    tell(drift)
    if let stop = ending.stop { talk.fail("\(stop)") }
    if ending.wasInterrupted { talk.say("interrupted: go on with: \(invocation.typed)") }
    let status = ending.status(allowed: allowed)
    if status == .incomplete, target == nil || !ending.tally.isComplete {
      talk.warn(
        "\(counted(ending.tally.missing, "unit")) brought nothing: see the view failures; the same command "
          + "asks again what was not answered, --retry-unusable also the rest")
    }
    tellCut(ending.tally)
    try invocation.print(
      more.added(
        to: ending.tally.json.setting("run", JSON(run))
          .setting("other_language", .object(drift.map { .init($0.stage, JSON($0.others)) }))
          .setting("target", target?.figures)))
    return status
  }

  /// Names some of the requests that `run`, which asks nothing, found no answers to.
  func missing(_ store: Store, _ run: Int) async throws {
    let (count, some) = try await store.read { connection in
      try connection.openUnits(ofRun: run, limit: 5)
    }
    for unit in some {
      let parent = unit.parent.map { " below \($0.kind) \($0.id): \(Printable.line($0.text))" }
      invocation.console.talk.warn(
        "not recorded: \(unit.stage) \(unit.ordinal + 1)\(parent ?? "") (unit \(unit.id))")
    }
    if count > some.count {
      invocation.console.talk.warn("and \(count - some.count) more: see the view failures")
    }
  }

  /// Says how replies that were cut off come to an end.
  private func tellCut(_ tally: Tally) {
    guard let count = tally.failures[FailureClass.truncated.rawValue] else { return }
    let more =
      invocation.isSet("--retry-truncated")
      ? "" : "--retry-truncated N asks once more for those alone, for up to N tokens; "
    invocation.console.talk.say(
      "\(count) of the replies \(count == 1 ? "was" : "were") cut off at the limit of tokens: "
        + more + "a small model that says the same again and again comes to an end with a higher "
        + "--temperature, with --body '{\"frequency_penalty\": 0.6}', or in llama.cpp with a "
        + "grammar in --body")
  }

  /// Says where a model did not keep to the language.
  private func tell(_ drift: [LanguageDrift]) {
    for stage in drift {
      invocation.console.talk.warn(
        "\(stage.stage): \(stage.others) of \(stage.replies) replies are not in "
          + "\(stage.language), and what is made from them may not be either: reject those, ask "
          + "another model, or give --prompts or --guidance in the language; curate filter drops "
          + "such questions and answers (rule language)")
    }
  }

  /// Says how many nodes wait for review, and how to go on.
  func tellWaiting(_ tally: Tally) {
    guard tally.waiting > 0 else { return }
    let path = invocation.operands[0]
    let (nodes, them) = tally.waiting == 1 ? ("node waits", "it") : ("nodes wait", "them")
    invocation.console.talk.say(
      "\(tally.waiting) \(nodes) for review, and nothing is made below \(them): "
        + "seedbed query \(path) \"SELECT * FROM waiting\" lists \(them), seedbed accept \(path) "
        + "--waiting accepts \(them); then the same command goes on")
  }

  /// How many calls failed, and by what.
  private static func failures(_ tally: Tally) -> String {
    let classes = tally.failureWords
    return "\(tally.failedCalls) of them failed"
      + (classes.isEmpty ? "" : " (\(classes.joined(separator: ", ")))")
  }

  private static func sentence(_ tally: StageTally) -> String {
    var parts = ["\(tally.done) of \(tally.planned) done"]
    if tally.reused > 0 { parts.append("\(tally.reused) of them before") }
    let others = [
      (tally.unusable, "unusable"), (tally.unfinished, "unfinished"), (tally.skipped, "skipped"),
      (tally.pending, "not asked"),
    ]
    parts += others.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.joined(separator: ", ")
  }

  /// An amount of money, to a ten thousandth.
  static func money(_ amount: Double) -> String {
    String((amount * 10_000).rounded() / 10_000)
  }
}

extension Tally {
  /// The failures by class, the most frequent first: `3 rate_limited`.
  var failureWords: [String] {
    failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
  }
}

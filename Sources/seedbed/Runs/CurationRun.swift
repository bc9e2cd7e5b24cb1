import Base
import Curate
import Store

/// One curate command: screens in one transaction, or, with --dry-run, screens and takes it back.
struct CurationRun {
  let invocation: Invocation
  /// What the rules conclude.
  let screenings: @Sendable (Connection) throws -> [ScreeningDraft]
  /// What to tell of it, and what to print, besides the figures of each rule.
  var report: (@Sendable (Connection) throws -> CurationReport)?

  /// What a screening came to, without its decisions, which may be many.
  private struct Outcome {
    var run: Int?
    var rules: [ScreeningFigures]
    var report = CurationReport()
  }

  func perform() async throws -> ExitStatus {
    let dryRun = invocation.isSet("--dry-run")
    let (command, screenings, report) = (invocation.typed, screenings, report)
    let samples = try invocation.int("--samples", in: 0...1000) ?? 3
    let start = timestamp()
    let store = try await invocation.openForChanges()
    let outcome: Outcome = try await store.decide(keepIf: { _ in !dryRun }) { connection in
      let drafts = try screenings(connection)
      let rules = try drafts.map {
        try ScreeningFigures($0, samples: dryRun ? samples : 0, connection)
      }
      if dryRun, report == nil { return Outcome(run: nil, rules: rules) }
      let run = try connection.beginRun(command, tool: Release.version, at: start)
      for draft in drafts { try connection.store(draft, run: run) }
      let outcome = Outcome(
        run: dryRun ? nil : run, rules: rules, report: try report?(connection) ?? CurationReport())
      try connection.endRun(run, .done, figures: CurationRun.figures(outcome))
      return outcome
    }
    await store.close()
    try tell(outcome)
    return .done
  }

  private func tell(_ outcome: Outcome) throws {
    let talk = invocation.console.talk
    for rule in outcome.rules where rule.found > 0 || outcome.rules.count == 1 {
      talk.say(rule.sentence(isPlanned: outcome.run == nil))
      for sample in rule.samples { talk.say(sample.line) }
    }
    if let line = ScreeningFigures.silent(among: outcome.rules) { talk.say(line) }
    for line in outcome.report.lines { talk.say(line) }
    if let run = outcome.run {
      talk.say("run \(run): seedbed undo \(invocation.operands[0]) \(run) takes it back")
    }
    try invocation.print(CurationRun.figures(outcome))
  }

  private static func figures(_ outcome: Outcome) -> JSON {
    let rules = outcome.rules
    // A rule that judges questions and answers has a screening of each.
    var byRule: [JSON.Member] = []
    for rule in rules {
      let index = byRule.firstIndex { $0.name == rule.name }
      let json = rule.adding(to: index.map { byRule[$0].value })
      if let index {
        byRule[index].value = json
      } else {
        byRule.append(JSON.Member(rule.name, json))
      }
    }
    let figures: JSON = [
      "run": outcome.run.map { JSON($0) } ?? .null,
      "dropped": JSON(rules.reduce(0) { $0 + $1.dropped }),
      "flagged": JSON(rules.reduce(0) { $0 + $1.flagged }), "rules": .object(byRule),
    ]
    return outcome.report.added(to: figures)
  }
}

/// What a curate command tells besides the figures of each rule.
struct CurationReport: Sendable {
  /// For people.
  var lines: [String] = []
  /// For `--json`.
  var figures: [JSON.Member] = []

  /// The figures of a run with these.
  func added(to json: JSON) -> JSON { figures.reduce(json) { $0.setting($1.name, $1.value) } }
}

/// What one screening came to.
struct ScreeningFigures: Sendable {
  let name: String
  let kind: String
  /// The benchmark that was looked for, if any.
  let benchmark: String?
  let examined: Int
  let dropped: Int
  let flagged: Int
  let scored: Int
  /// Some of the rows that it would drop or flag.
  let samples: [DecisionSample]

  init(_ draft: ScreeningDraft, samples: Int, _ connection: Connection) throws {
    name = draft.rule
    kind = draft.scope["kind"]?.string ?? "row"
    benchmark = draft.scope["benchmark"]?.string
    examined = draft.examined
    dropped = draft.decisions.count { $0.verdict == .drop }
    flagged = draft.decisions.count { $0.verdict == .flag }
    scored = draft.decisions.count { $0.verdict == .score }
    let (count, all) = (min(samples, draft.decisions.count), draft.decisions.count)
    self.samples = try (0..<count).map {
      try DecisionSample(draft.decisions[$0 * all / count], connection)
    }
  }

  /// How many rows it drops, flags or scores.
  var found: Int { dropped + flagged + scored }

  /// The rule, with the benchmark that was looked for.
  private var title: String { benchmark.map { "\(name) (\($0))" } ?? name }

  /// Names those of several rules that found nothing, neither in questions nor in answers.
  static func silent(among rules: [ScreeningFigures]) -> String? {
    guard rules.count > 1 else { return nil }
    let finding = Set(rules.filter { $0.found > 0 }.map(\.title))
    var names: [String] = []
    for rule in rules where !finding.contains(rule.title) && !names.contains(rule.title) {
      names.append(rule.title)
    }
    return names.isEmpty ? nil : "nothing by " + names.joined(separator: ", ")
  }

  func sentence(isPlanned: Bool) -> String {
    if scored > 0 {
      let verb = isPlanned ? "would score" : "scores"
      return "\(name) \(verb) \(scored) of \(counted(examined, kind))"
    }
    let verb =
      flagged > 0 ? (isPlanned ? "would flag" : "flags") : isPlanned ? "would drop" : "drops"
    return "\(title) \(verb) \(found) of \(counted(examined, kind))"
  }

  /// The figures by name, added to those of another kind.
  func adding(to other: JSON?) -> JSON {
    let sum = { (name: String, number: Int) in JSON((other?[name]?.int ?? 0) + number) }
    let json: JSON = [
      "examined": sum("examined", examined), "dropped": sum("dropped", dropped),
      "flagged": sum("flagged", flagged), "scored": sum("scored", scored),
    ]
    let all = (other?["samples"]?.array ?? []) + samples.map(\.json)
    return all.isEmpty ? json : json.setting("samples", .array(all))
  }
}

/// A row that a rule would drop or flag, beside the row that it repeats.
struct DecisionSample: Sendable {
  let id: Int
  let text: String
  let witness: Int?
  let witnessText: String?
  let value: Double?
  let reason: String?

  init(_ decision: DecisionDraft, _ connection: Connection) throws {
    id = decision.artifact
    text = try DecisionSample.text(of: decision.artifact, connection) ?? ""
    witness = decision.witness
    witnessText = try decision.witness.flatMap { try DecisionSample.text(of: $0, connection) }
    value = decision.value
    reason = decision.reason
  }

  private static func text(of id: Int, _ connection: Connection) throws -> String? {
    try connection.first("SELECT text FROM artifact WHERE id = ?", [.integer(id)]) { $0.text(0) }
  }

  /// The row, why, and what it repeats, each cut to fit a screen.
  var line: String {
    var line = "  \(id) \u{201C}\(DecisionSample.cut(text))\u{201D}"
    if let reason { line += ": \(reason)" }
    if let value { line += " (\(value.short))" }
    guard let witness, let witnessText else { return line }
    return line + "\n    \(witness) \u{201C}\(DecisionSample.cut(witnessText))\u{201D}"
  }

  private static func cut(_ text: String) -> String {
    let line = text.prefix(300).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 100 ? line.prefix(99) + "…" : line
  }

  var json: JSON {
    [
      "id": JSON(id), "text": .string(text), "value": value.map { JSON($0) } ?? .null,
      "witness_id": witness.map { JSON($0) } ?? .null, "witness_text": JSON(witnessText),
      "reason": JSON(reason),
    ]
  }
}

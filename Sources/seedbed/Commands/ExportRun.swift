internal import Base
internal import Curate
internal import Export
internal import Formats

/// One `seedbed export`.
struct ExportRun: Sendable {
  private let invocation: Invocation
  private let options: ExportOptions
  private let again: Int?

  /// The export that was typed; throws ``UsageError`` for flags that do not fit together.
  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    again = try invocation.int("--again", in: 1...Int.max)
    if again != nil {
      let others = invocation.command.flags.map(\.name).first { name in
        !ExportRun.besideAgain.contains(name) && invocation.isSet(name)
      }
      if let others { throw UsageError.exclusive(["--again", others]) }
    }
    options = try ExportOptions(invocation)
  }

  private static let besideAgain: Set<String> = [
    "--again", "--json", "--quiet", "--no-color", "--help",
  ]

  /// Writes the files, or the stream, and says what was done.
  func perform() async throws -> ExitStatus {
    let talk = invocation.console.talk
    let status = talk.status()
    defer { status.finish() }
    let exporter = Exporter(database: invocation.operands[0], options: options) {
      status.update($0)
    }
    let figures = try await figures(exporter)
    status.finish()
    let place = isStream ? "standard output" : invocation.operands[1]
    let isPlan = invocation.isSet("--dry-run")
    for line in ExportTalk.lines(figures, folder: isPlan ? nil : place) { talk.say(line) }
    for line in ExportTalk.warnings(figures) { talk.warn(line) }
    if !isStream || isPlan { try invocation.print(figures) }
    return .done
  }

  private var isStream: Bool { invocation.operands[1] == "-" }

  private func figures(_ exporter: Exporter) async throws -> JSON {
    if invocation.isSet("--dry-run") { return try await exporter.plan() }
    let output = invocation.console.output
    if isStream {
      return try await exporter.stream { lines in
        try output.write(filling: { $0.append(contentsOf: lines) })
      }
    }
    guard let again else {
      return try await exporter.export(
        into: invocation.operands[1], command: invocation.typed, version: Release.version)
    }
    return try await exporter.repeatExport(
      again, into: invocation.operands[1], command: invocation.typed, version: Release.version)
  }
}

extension ExportOptions {
  /// The options that were typed; throws ``UsageError`` for what cannot be used.
  fileprivate init(_ invocation: Invocation) throws {
    self.init(format: invocation.format, shares: try ExportOptions.shares(invocation))
    try readStyle(invocation)
    heldOut = try ExportOptions.heldOut(invocation)
    tokenizer = invocation.text("--tokenizer").flatMap { Tokenizer(rawValue: $0) } ?? .unicode
    group = try invocation.choice("--group")
    condition = invocation.text("--where")
    limit = try invocation.limit()
    system = invocation.text("--system")
    includesSeedTasks = invocation.isSet("--include-seed-tasks")
    if includesSeedTasks, format.needs.contains(.rejected) {
      throw UsageError(
        "--include-seed-tasks: a seed task has no worse answer, which format \(format.name) needs: "
          + "leave it out")
    }
    maxTokens = try invocation.int("--max-tokens", in: 1...Int.max)
    dropsOverLong = invocation.isSet("--drop-over-long")
    if dropsOverLong, maxTokens == nil {
      throw UsageError("--drop-over-long does nothing without --max-tokens: give both")
    }
    maxLeak = try invocation.maxLeak()
    guard let text = invocation.text("--choose") else { return }
    guard let choice = AnswerChoice(text) else {
      throw UsageError.value(
        text, of: "--choose", allowed: "judged, preferred, first, latest or model=NAME")
    }
    self.choice = choice
  }

  /// A stream has one side: the flags of the split would do nothing.
  private static func shares(_ invocation: Invocation) throws -> Shares {
    let isStream = invocation.operands[1] == "-"
    if isStream,
      let flag = ["--validation", "--test", "--strata", "--max-leak", "--again"].first(where: {
        invocation.isSet($0)
      })
    {
      throw UsageError("\(flag) needs a folder: \"-\" writes one stream")
    }
    let shares = Shares(
      validation: isStream ? 0 : try share("--validation", invocation) ?? 0.1,
      test: try share("--test", invocation) ?? 0, seed: try invocation.int("--seed") ?? 0)
    if let shares { return shares }
    throw UsageError("--validation and --test are more than 1 together: give smaller shares")
  }

  /// The share that `flag` has; 0 where it has a whole number of rows.
  private static func share(
    _ flag: String, _ invocation: Invocation
  ) throws(UsageError) -> Double? {
    guard let text = invocation.text(flag) else { return nil }
    if count(flag, invocation) > 0 { return 0 }
    if let share = Double(text), (0...1).contains(share) { return share }
    throw .value(
      text, of: flag,
      allowed: "a share from 0 to 1, such as 0.1, or a whole number of rows of each stratum")
  }

  /// The whole number of rows that `flag` has; 0 if it has a share or nothing.
  private static func count(_ flag: String, _ invocation: Invocation) -> Int {
    max(0, invocation.text(flag).flatMap { Int($0) } ?? 0)
  }

  private static func heldOut(_ invocation: Invocation) throws -> HeldOut? {
    let (validation, test) = (count("--validation", invocation), count("--test", invocation))
    guard validation > 0 || test > 0 else {
      guard invocation.isSet("--strata") else { return nil }
      throw UsageError(
        "--strata needs a whole number of rows: --test 50 --strata discipline takes 50 of each")
    }
    guard !invocation.isSet("--group") else {
      throw UsageError(
        "--group keeps whole groups together, so no number of rows can be held out: give a share "
          + "with --test or --validation")
    }
    return HeldOut(validation: validation, test: test, strata: invocation.text("--strata"))
  }

  private mutating func readStyle(_ invocation: Invocation) throws {
    if let name = invocation.text("--template") {
      guard format.choices.contains(.template) else {
        throw UsageError("--template does nothing in format \(format.name): leave it out")
      }
      style.template = ChatTemplate(named: name)
    }
    guard invocation.isSet("--conversational") else { return }
    guard format.choices.contains(.conversational) else {
      throw UsageError("--conversational does nothing in format \(format.name): leave it out")
    }
    if style.template != nil { throw UsageError.exclusive(["--conversational", "--template"]) }
    style.isConversational = true
  }
}

internal import Base
internal import Curate
internal import Export

extension Command {
  /// Writes training files.
  static let export = Command(
    "export", "DB DIR", summary: "write training files, split so that nothing leaks",
    details: """
      Writes train.jsonl, validation.jsonl and test.jsonl (those that have rows), manifest.json and \
      lineage.jsonl. The same data give the same files, byte for byte. DIR is replaced as a whole, \
      and only if it is empty or holds an earlier export.

      A row takes the side of the earlier rows that it resembles (ROUGE-L above 0.65) or shares its \
      draw, evolution chain, conversation or input with; without any, the side that the hash of \
      --seed and its key says; with some on two sides it is withheld. So rows that are added later \
      move none, and no such pair is on two sides.

      \(Format.all.map { "Format \($0.name): \($0.summary)" }.joined(separator: "\n\n"))
      """,
    examples: [
      "seedbed export demo.db demo --validation 0.15 --seed 3",
      #"seedbed export demo.db ja --where "language = 'Japanese'" --system 'Be brief.'"#,
    ],
    flags: [
      Flag(
        "--format", "NAME", .task, "The shape of a row.", choices: Format.all.map(\.name),
        defaultText: Format.all[0].name),
      Flag("--validation", "SHARE", .task, "The part for validation.", defaultText: "0.1"),
      Flag("--test", "SHARE", .task, "The part for test.", defaultText: "0"),
      Flag.seed,
      Flag(
        "--system", "TEXT", .task, "The system prompt of rows that have none of their own."),
      Flag(
        "--group", "LEVEL", .task, "Keep all rows of a subject or discipline on one side.",
        choices: ExportOptions.Group.allCases.map(\.rawValue)),
      Flag(
        "--tokenizer", "NAME", .task, "How questions are cut into tokens to compare them.",
        choices: tokenizers.map(\.rawValue), defaultText: Tokenizer.unicode.rawValue),
    ] + Flag.selection + Flag.changes
  ) { invocation in
    do {
      return try await export(invocation)
    } catch let error as InvalidCondition {
      throw UsageError("\(error)")
    }
  }

  /// Those that lose no script.
  private static let tokenizers = [Tokenizer.unicode, .characterBigram]

  private static func export(_ invocation: Invocation) async throws -> ExitStatus {
    let options = try options(of: invocation)
    let talk = invocation.console.talk
    let status = talk.status()
    defer { status.finish() }
    let exporter = Exporter(database: invocation.operands[0], options: options) {
      status.update($0)
    }
    let isPlan = invocation.isSet("--dry-run")
    let figures =
      isPlan
      ? try await exporter.plan()
      : try await exporter.export(
        into: invocation.operands[1], command: invocation.line,
        version: CommandTable.seedbed.version)
    status.finish()
    for line in ExportTalk.lines(figures, folder: isPlan ? nil : invocation.operands[1]) {
      talk.say(line)
    }
    for line in ExportTalk.warnings(figures) { talk.warn(line) }
    if invocation.isSet("--json") { try invocation.console.output.write(figures.text + "\n") }
    return .done
  }

  private static func options(of invocation: Invocation) throws -> ExportOptions {
    let shares = Shares(
      validation: try invocation.share("--validation") ?? 0.1,
      test: try invocation.share("--test") ?? 0, seed: try invocation.int("--seed") ?? 0)
    guard let shares else {
      throw UsageError("--validation and --test are more than 1 together: give smaller shares")
    }
    let format = invocation.text("--format").flatMap { Format(named: $0) } ?? Format.all[0]
    var options = ExportOptions(format: format, shares: shares)
    options.tokenizer =
      invocation.text("--tokenizer").flatMap { Tokenizer(rawValue: $0) } ?? .unicode
    options.group = try invocation.choice("--group")
    options.condition = invocation.text("--where")
    options.limit = try invocation.int("--limit", in: 1...Int.max)
    options.system = invocation.text("--system")
    return options
  }
}

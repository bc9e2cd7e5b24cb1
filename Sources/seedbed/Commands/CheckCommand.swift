internal import Base
internal import Export
internal import Formats

extension Command {
  /// Finds what a trainer would stumble over.
  static let check = Command(
    "check", "PATH", summary: "find what a trainer would stumble over in training files",
    details: """
      PATH is a file of rows, the folder of an export, or "-"; the files need not be ours. Every \
      line is read by the rules of the format's readers; each fault is a line of standard output: \
      FILE:LINE: class: sentence (at most twenty of a class and file). Rows that repeat are \
      warnings, rows or questions that are in two splits are faults, and so is a file that its \
      manifest.json tells otherwise. Exits with 3 if there are faults.

      For messages, the classes are those of OpenAI's cookbook, as far as it has them.
      """,
    examples: [
      "seedbed check demo", "seedbed check train.jsonl --format alpaca --max-tokens 4096",
      "seedbed check demo --max-leak 0.65 --json",
    ],
    flags: [
      .format(
        "The format that the rows should be in.", unless: "as manifest.json or the first row tells"),
      Flag("--max-tokens", "N", .task, "Rows with more tokens, by an estimate, are a fault."),
      Flag(
        "--max-leak", "ROUGE_L", .task,
        "Questions in two splits that are more alike than this are a fault."),
      Flag("--json", .output, "Print the figures and findings as one JSON object."),
    ]
  ) { invocation in
    let path = invocation.operands[0]
    var checker = Checker(format: format(of: path, invocation))
    checker.maxTokens = try invocation.int("--max-tokens", in: 1...Int.max)
    checker.maxLeak = try invocation.maxLeak()
    let status = invocation.console.talk.status()
    defer { status.finish() }
    let report = try checker.check(path) { status.update($0) }
    status.finish()
    if !invocation.isSet("--json") {
      for line in report.lines { try invocation.console.output.write(line + "\n") }
    }
    invocation.console.talk.say(sentence(report))
    try invocation.print(report.json)
    return report.faults == 0 ? .done : .incomplete
  }

  /// What was typed, or what the manifest says, or else what the first row looks like.
  private static func format(of path: String, _ invocation: Invocation) -> Format {
    guard invocation.typedFormat == nil else { return invocation.format }
    if let recorded = Checker.recordedFormat(at: path) { return recorded }
    guard let apparent = Checker.apparentFormat(at: path), apparent.name != invocation.format.name
    else { return invocation.format }
    invocation.console.talk.say(
      "the rows look like \(apparent.name) and are checked as that: --format names another")
    return apparent
  }

  private static func sentence(_ report: CheckReport) -> String {
    let splits = report.json["rows"]?.object ?? []
    let noun = splits.reduce(0) { $0 + ($1.value.int ?? 0) } == 1 ? "row" : "rows"
    let rows = splits.map { "\($0.value.text) \($0.name)" }.joined(separator: ", ") + " \(noun)"
    let tokens = report.json["tokens"]
    let length =
      "about \(tokens?["median"]?.text ?? "0") tokens in the middle, "
      + "\(tokens?["max"]?.text ?? "0") at most"
    let kinds = (report.json["faults"]?.object ?? []).map { "\($0.value.text) \($0.name)" }
    return kinds.isEmpty
      ? "\(rows) without faults; \(length)"
      : "\(rows); faults: \(kinds.joined(separator: ", "))"
  }
}

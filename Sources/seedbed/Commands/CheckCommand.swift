internal import Base
internal import Export

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
      .format("The format that the rows should be in.", unless: "as manifest.json tells"),
      Flag("--max-tokens", "N", .task, "Rows with more tokens, by an estimate, are a fault."),
      Flag(
        "--max-leak", "ROUGE_L", .task,
        "Questions in two splits that are more alike than this are a fault."),
      Flag("--json", .output, "Print the figures and findings as one JSON object."),
    ]
  ) { invocation in
    let path = invocation.operands[0]
    let recorded = invocation.typedFormat == nil ? Checker.recordedFormat(at: path) : nil
    var checker = Checker(format: recorded ?? invocation.format)
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

  private static func sentence(_ report: CheckReport) -> String {
    let splits = (report.json["rows"]?.object ?? []).map { "\($0.value.text) \($0.name)" }
    let rows = splits.joined(separator: ", ")
    let tokens = report.json["tokens"]
    let length =
      "about \(tokens?["median"]?.text ?? "0") tokens in the middle, "
      + "\(tokens?["max"]?.text ?? "0") at most"
    let kinds = (report.json["faults"]?.object ?? []).map { "\($0.value.text) \($0.name)" }
    return kinds.isEmpty
      ? "\(rows) rows without faults; \(length)"
      : "\(rows) rows; faults: \(kinds.joined(separator: ", "))"
  }
}

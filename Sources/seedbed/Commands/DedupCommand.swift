import Curate
import Store

extension Command {
  /// `curate dedup`.
  static let dedup = Command(
    "curate dedup", "DB", summary: "drop near-duplicates, exactly, by ROUGE-L",
    details: """
      Goes through the rows in canonical order and drops each one whose ROUGE-L F1 with a kept \
      earlier one is above the threshold. No pair is missed and none is guessed. Each drop names \
      its witness; nothing is deleted, and undo takes the run back. Running it again, say with \
      another threshold, replaces the earlier run.
      """,
    examples: [
      "seedbed curate dedup my.db",
      "seedbed curate dedup my.db --on answer --threshold 0.8 --dry-run",
      "seedbed curate dedup my.db --on instruction --tokenizer rouge-ascii-1 --ties reference",
    ],
    flags: [
      Flag(
        "--on", "WHAT", .task, "What is compared: question is the instruction with its input.",
        choices: Deduplication.Target.allCases.map(\.rawValue), defaultText: "question"),
      Flag("--threshold", "T", .task, "Drop above this ROUGE-L F1.", defaultText: "0.7"),
      Flag(
        "--tokenizer", "NAME", .task, "What a token is.",
        choices: Tokenizer.allCases.map(\.rawValue), defaultText: Tokenizer.unicode.rawValue),
      Flag(
        "--ties", "WHO", .task,
        "How a score of exactly the threshold is decided: in integers, or "
          + "as rouge_score's doubles round it.", choices: Ties.allCases.map(\.rawValue),
        defaultText: "exact"),
    ] + Flag.selection + Flag.screening
  ) { invocation in
    let deduplication = Deduplication(
      target: try invocation.choice("--on") ?? .question,
      tokenizer: try invocation.choice("--tokenizer") ?? .unicode,
      cutoff: Cutoff(
        above: try orUsageError("--threshold") {
          try invocation.text("--threshold").map { try Threshold($0) } ?? .selfInstruct
        }, ties: try invocation.choice("--ties") ?? .exact),
      condition: invocation.text("--where"), limit: try invocation.limit())
    let status = invocation.console.talk.status()
    defer { status.finish() }
    return try await CurationRun(invocation: invocation) { connection in
      let view = deduplication.target == .answer ? "answers" : "questions"
      try invocation.checkCondition(over: view, connection)
      return [
        try deduplication.screening(connection) { done, count in
          status.update("compared \(done) of \(count) rows")
        }
      ]
    }.perform()
  }
}

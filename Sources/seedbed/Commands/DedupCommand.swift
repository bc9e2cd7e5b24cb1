import Curate
import Import
import Store

extension Command {
  /// `curate dedup`.
  static let dedup = Command(
    "curate dedup", "DB", summary: "drop near-duplicates, exactly, by ROUGE-L",
    details: """
      Goes through the rows in canonical order and drops each one whose ROUGE-L F1 with a kept \
      earlier one is above the threshold. No pair is missed and none is guessed. Each drop names \
      its witness; nothing is deleted, and undo takes the run back. Running it again, say with \
      another threshold, replaces the earlier run; with --new it only goes through rows that came \
      since, compares them with those that were kept, and adds to the earlier run.

      The view duplicates has each witness with the number of its drops, the view neighbours what \
      --nearest found. Rows of one evolution chain resemble each other by design and are not \
      compared. With --against rows are compared with a benchmark or a file and not with each other: \
      by ROUGE-L alone, above any threshold, with any tokenizer. To keep a benchmark out of training \
      data use curate decontaminate, which also finds items within longer texts, in questions and \
      answers, and reports on each benchmark.
      """,
    examples: [
      "seedbed curate dedup my.db",
      "seedbed curate dedup my.db --on answer --threshold 0.8 --dry-run",
      "seedbed curate dedup my.db --on instruction --tokenizer rouge-ascii-1 --ties reference",
      "seedbed curate dedup my.db --within language --order judge --nearest 0.6",
      "seedbed curate dedup my.db --new",
      "seedbed curate dedup my.db --against gsm8k_test.jsonl --threshold 0.6",
    ],
    flags: dedupFlags + Flag.selection + Flag.screening
  ) { invocation in
    let watch = Watch(invocation.console.talk)
    defer { watch.finish() }
    let deduplication = try Deduplication(invocation)
    return try await CurationRun(invocation: invocation) { connection in
      let view = deduplication.target == .answer ? "answers" : "questions"
      try invocation.checkCondition(over: view, connection)
      return try deduplication.screenings(connection) { done, count in
        try watch.update("compared", done, of: count, "rows")
      }
    }.perform()
  }

  private static let dedupFlags = [
    Flag(
      "--on", "WHAT", .task, "What is compared: question is the instruction with its input.",
      choices: Deduplication.Target.allCases.map(\.rawValue), defaultText: "question"),
    Flag(
      "--threshold", "T", .task, "Drop above this ROUGE-L F1.",
      defaultText: "as calibrated for the script: 0.7 for English"),
    Flag(
      "--tokenizer", "NAME", .task, "What a token is.",
      choices: Tokenizer.allCases.map(\.rawValue), defaultText: Tokenizer.unicode.rawValue),
    Flag(
      "--ties", "WHO", .task,
      "How a score of exactly the threshold is decided: in integers, or "
        + "as rouge_score's doubles round it.", choices: Ties.allCases.map(\.rawValue),
      defaultText: "exact"),
    Flag(
      "--order", "ORDER", .task,
      "What comes first and is kept: canonical order, the best by judge/quality, or the longest.",
      choices: Deduplication.Order.allCases.map(\.rawValue), defaultText: "canonical"),
    Flag(
      "--within", "GROUP", .task, "Compare only rows that have this in common.",
      choices: Deduplication.Group.allCases.map(\.rawValue)),
    Flag(
      "--against", "WHAT", .task,
      "Compare with the imported benchmarks (\"benchmark\") or the questions of a file."),
    Flag("--same-chain", .task, "Compare rows of one evolution chain, too."),
    .new,
    Flag(
      "--nearest", "FLOOR", .task,
      "Also store, as scores, each kept row's nearest kept row above this ROUGE-L F1."),
    Flag(
      "--threads", "N", .limits, "Compare with so many threads; the outcome is the same.",
      defaultText: "one a processor"),
  ]
}

extension Deduplication {
  /// What the flags say.
  fileprivate init(_ invocation: Invocation) throws {
    self.init(
      target: try invocation.choice("--on") ?? .question,
      tokenizer: try invocation.choice("--tokenizer") ?? .unicode,
      cutoff: try invocation.cutoff(), condition: invocation.text("--where"),
      limit: try invocation.limit())
    order = try invocation.choice("--order") ?? .canonical
    within = try invocation.choice("--within")
    includesChains = invocation.isSet("--same-chain")
    onlyNew = invocation.isSet("--new")
    floor = try invocation.threshold("--nearest")
    threads = try invocation.int("--threads", in: 1...1024) ?? threads
    reference = try invocation.reference()
    if onlyNew, limit != nil {
      throw UsageError("--new and --limit do not go together: leave one of them out")
    }
    for flag in ["--within", "--order", "--same-chain", "--nearest"]
    where reference != nil && invocation.isSet(flag) {
      throw UsageError("\(flag) compares rows with each other, which --against does not")
    }
  }
}

extension Invocation {
  /// What --threshold and --ties say; nil leaves the threshold to calibration.
  fileprivate func cutoff() throws -> Cutoff? {
    let (threshold, ties) = (try threshold("--threshold"), try choice("--ties", as: Ties.self))
    guard threshold != nil || ties == .reference else { return nil }
    return Cutoff(above: threshold ?? .selfInstruct, ties: ties ?? .exact)
  }

  fileprivate func threshold(_ flag: String) throws -> Threshold? {
    try orUsageError(flag) { try text(flag).map { try Threshold($0) } }
  }

  /// What --against names.
  fileprivate func reference() throws -> Deduplication.Reference? {
    guard let name = text("--against") else { return nil }
    guard name != "benchmark" else { return .benchmark }
    let texts = try InputFile(name).questions()
    guard !texts.isEmpty else {
      throw UsageError("--against: there are no questions in \(name)")
    }
    return .texts(name: name, texts)
  }
}

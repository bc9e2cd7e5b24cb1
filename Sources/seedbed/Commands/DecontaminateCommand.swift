import Base
import Curate
import Store

extension Command {
  /// `curate decontaminate`.
  static let decontaminate = Command(
    "curate decontaminate", "DB", summary: "drop rows that have items of a benchmark",
    details: """
      Compares each question and each answer with all items of the benchmarks that were imported \
      with --as benchmark. Four measures, each a rule of its own: exact (the same tokens, so case and \
      punctuation do not count), rouge-l (F1 above 0.7), 8-gram (half of the item's tokens are in \
      8-grams that the row has, too) and 13-gram (any one of them, which only flags). Each drop \
      names the item, and the evidence has the piece of text that is the same.

      n-grams that more than ten items have are phrases of the benchmark and do not count. The \
      view contamination has a report for each benchmark. Nothing is deleted, and undo takes the run \
      back; running it again replaces the earlier run. With --new it only goes through rows that came \
      since, but through all for a benchmark that has changed, and adds to the earlier run.
      """,
    examples: [
      "seedbed import my.db gsm8k_test.jsonl --as benchmark",
      "seedbed curate decontaminate my.db",
      "seedbed curate decontaminate my.db --benchmark gsm8k_test --on question --dry-run",
      "seedbed curate decontaminate my.db --measures exact,8-gram --threshold 8-gram=0.8",
    ],
    flags: [
      Flag(
        "--benchmark", "NAME", .task, "Which benchmark.", isRepeatable: true,
        defaultText: "all in the file"),
      Flag(
        "--on", "WHAT", .task, "What is searched.", choices: ["question", "answer", "both"],
        defaultText: "both"),
      Flag(
        "--measures", "NAMES", .task,
        "How texts are compared, with commas: exact, rouge-l, N-gram.",
        defaultText: ContaminationMeasure.standard.joined(separator: ",")),
      Flag(
        "--threshold", "MEASURE=T", .task, "Another threshold for a measure.", isRepeatable: true),
      Flag("--flag", "NAMES", .task, "Measures that are to flag, not to drop."),
      Flag("--drop", "NAMES", .task, "Measures that are to drop, not to flag."),
      Flag(
        "--tokenizer", "NAME", .task, "What a token is.",
        choices: Tokenizer.allCases.map(\.rawValue), defaultText: Tokenizer.unicode.rawValue),
      .new, Flag("--where", "SQL", .selection, "Only questions for which this condition holds."),
    ] + Flag.screening
  ) { invocation in
    let search = try DecontaminationFlags(invocation).search()
    let watch = Watch(invocation.console.talk)
    defer { watch.finish() }
    return try await CurationRun(
      invocation: invocation,
      screenings: { connection in
        try invocation.checkCondition(over: "questions", connection)
        return try search.screenings(connection) { try watch.update("\($0) rows looked at") }
      }, report: contaminationReport
    ).perform()
  }
}

/// What the flags of `curate decontaminate` mean.
private struct DecontaminationFlags {
  let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func search() throws -> Decontamination {
    let benchmarks = invocation.texts("--benchmark")
    var search = Decontamination(
      measures: try measures(), kinds: kinds,
      tokenizer: try invocation.choice("--tokenizer") ?? .unicode,
      benchmarks: benchmarks.isEmpty ? nil : Set(benchmarks).sorted(),
      condition: invocation.text("--where"))
    search.onlyNew = invocation.isSet("--new")
    return search
  }

  private var kinds: [Kind] {
    switch invocation.text("--on") {
    case "question": [.question]
    case "answer": [.answer]
    default: [.question, .answer]
    }
  }

  private func measures() throws -> [ContaminationMeasure] {
    let names = names(of: "--measures") ?? ContaminationMeasure.standard
    var measures: [ContaminationMeasure] = []
    for name in names {
      let measure = try orUsageError("--measures") { try ContaminationMeasure(name) }
      if !measures.contains(where: { $0.way == measure.way }) { measures.append(measure) }
    }
    guard !measures.isEmpty else { throw UsageError("--measures names no measure") }
    for (name, value) in try invocation.pairs("--threshold") {
      let place = try place(of: name, in: measures, "--threshold")
      measures[place].threshold = try orUsageError("--threshold") { try Threshold(value) }
    }
    for (flag, verdict) in [("--flag", Verdict.flag), ("--drop", .drop)] {
      for name in self.names(of: flag) ?? [] {
        measures[try place(of: name, in: measures, flag)].verdict = verdict
      }
    }
    return measures
  }

  private func names(of flag: String) -> [String]? {
    invocation.text(flag).map { $0.split(separator: ",").map { String($0).trimmed } }
  }

  private func place(
    of name: String, in measures: [ContaminationMeasure], _ flag: String
  ) throws(UsageError) -> Int {
    if let place = measures.firstIndex(where: { $0.name == name }) { return place }
    throw UsageError(
      "\(flag): the measures are \(measures.map(\.name).joined(separator: ", ")), without \(name)")
  }
}

/// What was found of each benchmark.
private func contaminationReport(_ connection: Connection) throws -> CurationReport {
  var report = CurationReport()
  let rows = try connection.rows(
    """
    SELECT benchmark, items, found, questions, answers FROM contamination
    WHERE rule IS NULL ORDER BY benchmark
    """
  ) { row in (row.text(0), (1...4).map { row.int($0) }) }
  for (name, counts) in rows {
    report.lines.append(
      "\(name): \(counts[1]) of \(counted(counts[0], "item")) found, in "
        + "\(counted(counts[2], "question")) and \(counted(counts[3], "answer"))")
  }
  let figures = rows.map { name, counts in
    JSON.Member(
      name,
      [
        "items": JSON(counts[0]), "found": JSON(counts[1]), "questions": JSON(counts[2]),
        "answers": JSON(counts[3]),
      ])
  }
  report.figures = [JSON.Member("benchmarks", .object(figures))]
  return report
}

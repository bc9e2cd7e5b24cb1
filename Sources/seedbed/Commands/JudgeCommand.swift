import Base
import Client
import Curate
import Engine
import Generate
import Store

extension Command {
  /// `curate judge`.
  static let curateJudge = Command(
    "curate judge", "DB", summary: "have a model score, compare or tag rows",
    details: """
      Asks a model for scores from 1 to 5 with a reason, by our own rubrics (\
      \(Rubric.builtin.joined(separator: ", "))) or yours; with --prefer for the better of each two \
      answers to a question, asked in both orders; with --tags for topic, task type and intent. A judge \
      gives numbers, reasons and labels only, never a text. Scores are rows (view scores), and so are \
      preferences and tags (views preferences, tags); view agreement tells how far several scores of \
      a row agree. Of several answers to a question the one with the highest mean quality is the \
      example.

      As with generation the same command goes on where it stopped and asks nothing twice; another \
      model or rubric needs --add and judges beside the first. With --drop or --flag nothing is asked: \
      a threshold is applied to the mean of the scores that are there.
      """,
    examples: [
      "seedbed curate judge my.db --model gpt-4o-mini --rubrics quality,difficulty",
      "seedbed curate judge my.db --drop 'quality < 4'",
      "seedbed curate judge my.db --model local --rubric tone.md --samples 3 --temperature 0.7",
      "seedbed curate judge my.db --model gpt-4o --prefer --where \"discipline = 'Law'\"",
    ],
    flags: [
      Flag(
        "--rubrics", "NAMES", .task, "Which of our own rubrics, with commas.",
        defaultText: "quality, if nothing else is asked for"),
      Flag(
        "--rubric", "FILE", .task,
        "A rubric of yours: what is judged, and what 1 and 5 mean. Scores are called as the file.",
        isRepeatable: true),
      Flag(
        "--on", "WHAT", .task, "What your rubrics judge.", choices: ["question", "answer"],
        defaultText: "answer"),
      Flag("--prefer", .task, "Compare the answers to each question, two at a time."),
      Flag("--tags", .task, "Tag questions with topic, task type and intent."),
      Flag("--samples", "N", .task, "How many times each thing is judged.", defaultText: "1"),
      Flag(
        "--drop", "TEXT", .task, "Drop rows by scores that are there, such as 'quality < 4'.",
        isRepeatable: true),
      Flag(
        "--flag", "TEXT", .task, "The same, but only flag them.", isRepeatable: true),
    ] + Flag.selection + Flag.generation,
    stages: ["judge"]
  ) { invocation in
    if invocation.isSet("--drop") || invocation.isSet("--flag") {
      return try await applyThresholds(invocation)
    }
    try await invocation.requireDatabase()
    let judging = try JudgeFlags(invocation).judging()
    return try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: judging.judging.plan,
      stages: judging.judging.stages, access: [judging.access],
      roots: { connection in
        try invocation.checkCondition(over: "questions", connection)
        return try judging.judging.roots(connection)
      },
      afterwards: { connection, run in
        report(try judging.judging.collect(connection, run: run))
      }
    ).perform()
  }

  private static func report(_ counts: [JudgementCount]) -> CurationReport {
    CurationReport(
      lines: counts.map { "\($0.rule): \(counted($0.count, "new row"))" },
      figures: [
        JSON.Member(
          "judgements", .object(counts.map { JSON.Member($0.rule, JSON($0.count)) }))
      ])
  }
}

private func applyThresholds(_ invocation: Invocation) async throws -> ExitStatus {
  for flag in ["--rubrics", "--rubric", "--prefer", "--tags"] where invocation.isSet(flag) {
    throw UsageError(
      "\(flag) asks a model, and --drop and --flag do not: judge first, then apply a threshold")
  }
  var thresholds: [ScoreThreshold] = []
  for (flag, verdict) in [("--drop", Verdict.drop), ("--flag", .flag)] {
    for text in invocation.texts(flag) {
      let threshold = try orUsageError(flag) { try ScoreThreshold(text, verdict: verdict) }
      guard !thresholds.contains(where: { $0.name == threshold.name }) else {
        throw UsageError(
          "\(flag): there are two thresholds for \(threshold.name): keep one of them")
      }
      thresholds.append(threshold)
    }
  }
  return try await CurationRun(invocation: invocation) { [thresholds] connection in
    try thresholds.flatMap { try $0.screenings(connection) }
  }.perform()
}

/// What the flags of `curate judge` mean.
private struct JudgeFlags {
  let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  func judging() throws -> (judging: Judging, access: ModelAccess) {
    let flags = ModelFlags(invocation: invocation)
    let access = try flags.access(["judge"])[0]
    let library = try orUsageError { try PromptLibrary(folder: invocation.text("--prompts")) }
    let samples = try invocation.int("--samples", in: 1...1000) ?? 1
    let judges = try tasks(library).map { task in
      let model = try flags.model(
        "judge", prompt: try orUsageError { try task.template(library) }, access: access,
        defaults: Sampling(temperature: 0, maxTokens: 1024),
        guidance: try Prompts(invocation).guidance("judge"))
      guard samples == 1 || model.sampling.temperature != 0 else {
        throw UsageError(
          "--samples \(samples) at temperature 0 is the same judgement again and again: add "
            + "--temperature 0.7")
      }
      return Judge(task, model: model, samples: samples)
    }
    return (
      Judging(judges, condition: invocation.text("--where"), limit: try invocation.limit()), access
    )
  }

  private func tasks(_ library: PromptLibrary) throws -> [JudgeTask] {
    var rubrics = try names().map { name in
      try orUsageError("--rubrics") { try Rubric(named: name, in: library) }
    }
    let kind: Kind = invocation.text("--on") == "question" ? .question : .answer
    rubrics += try invocation.texts("--rubric").map { path in
      try orUsageError("--rubric") { try Rubric(path: path, kind: kind) }
    }
    for (index, rubric) in rubrics.enumerated()
    where rubrics[..<index].contains(where: { $0.name == rubric.name }) {
      throw UsageError("there are two rubrics \(rubric.name): keep one of them")
    }
    var tasks = rubrics.map { JudgeTask.score($0) }
    if invocation.isSet("--prefer") { tasks.append(.preference) }
    if invocation.isSet("--tags") { tasks.append(.tags) }
    return tasks
  }

  private func names() throws -> [String] {
    guard let names = invocation.text("--rubrics") else {
      let isOther = ["--rubric", "--prefer", "--tags"].contains { invocation.isSet($0) }
      return isOther ? [] : ["quality"]
    }
    let list = names.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    guard !list.isEmpty else { throw UsageError("--rubrics names no rubric") }
    return list
  }
}

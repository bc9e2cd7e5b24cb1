import Base
import Client
import Engine
import FoundationEssentials
import Generate
import Store

extension Command {
  /// `generate glan`.
  static let glan = Command(
    "generate glan", "DB",
    summary: "from disciplines over subjects and syllabi to questions and answers",
    details: """
      Each discipline is asked for subjects, each subject for a syllabus with class sessions and \
      key concepts. Questions come from seeded draws of concepts, none twice: of one session, or \
      of two. Each question is answered in a call of its own.

      The same command again goes on where it stopped, or does nothing. Larger counts extend what \
      is there. Another model, prompt, language or sampling is refused unless --add is given.

      With --target it goes in rounds: as many draws as rows are missing, rules, near-duplicates, \
      answers to the questions that are left, a count. It ends with 3 if it cannot get there.
      """,
    examples: [
      "seedbed generate glan my.db --discipline \"Organic Chemistry\" --subjects 3 "
        + "--base-url http://127.0.0.1:8080/v1 --model local",
      "seedbed generate glan my.db --disciplines builtin --until subjects --model gpt-4o-mini",
      "seedbed generate glan my.db --taxonomy --fields 8 --review --model gpt-4o-mini",
      "seedbed generate glan my.db --disciplines mine.txt --language Japanese "
        + "--model gpt-4o-mini --answer-model gpt-4o",
      "seedbed generate glan my.db --disciplines builtin --target 10000 --dedup 0.6 --model local",
    ],
    flags: glanFlags + TargetGeneration.flags + Flag.generation, stages: GlanFlags.prefixes
  ) { try await GlanFlags(invocation: $0).perform() }

  private static let glanFlags: [Flag] = [
    Flag("--discipline", "NAME", .task, "A discipline to start from.", isRepeatable: true),
    Flag(
      "--disciplines", "FILE", .task,
      "A file with a discipline a line, or \"builtin\"; without either, all of the database."),
    Flag(
      "--preset", "NAME", .task,
      "Counts and sampling that other flags change one by one: "
        + Preset.all.map { "\($0.name) is \($0.summary)" }.joined(separator: "; ") + ".",
      choices: Preset.all.map(\.name)),
    Flag("--taxonomy", .task, "Ask the model for fields, subfields and disciplines first."),
    Flag("--fields", "N", .task, "Fields of the taxonomy.", defaultText: "10"),
    Flag("--subfields", "N", .task, "Subfields of each field.", defaultText: "5"),
    Flag(
      "--subfield-disciplines", "N", .task, "Disciplines of each subfield.", defaultText: "5"),
    Flag(
      "--review", .task,
      "Stop below fields, disciplines and subjects that nobody accepted."),
    Flag("--subjects", "N", .task, "Subjects of each discipline.", defaultText: "10"),
    Flag(
      "--subject-samples", "N", .task, "Independent asks for subjects (the paper: 10).",
      defaultText: "1"),
    Flag(
      "--two-step", .task,
      "Ask for subjects and syllabi as free text, then, in a second turn, for that as JSON."),
    Flag("--sessions", "N", .task, "Class sessions of each syllabus.", defaultText: "10"),
    Flag("--concepts", "N", .task, "Key concepts of each session.", defaultText: "5"),
    Flag("--questions", "N", .task, "Questions of each subject.", defaultText: "20"),
    Flag("--questions-per-draw", "N", .task, "Questions asked of one draw.", defaultText: "1"),
    Flag(
      "--two-session-ratio", "SHARE", .task, "The share of draws that take from two sessions.",
      defaultText: "0.5"),
    Flag(
      "--difficulty", "DEPTH", .task,
      "Draw from some sessions of a syllabus: early, middle or late thirds, or LOW..HIGH with "
        + "depths from 0 to 1.", defaultText: Difficulty.all.text),
    Flag("--answers", "N", .task, "Answers to each question.", defaultText: "1"),
    Flag(
      "--until", "STAGE", .task, "The last stage.",
      choices: Glan.taxonomyStageNames + Glan.stageNames,
      defaultText: "answers"),
    Flag.seed,
  ]
}

/// What the flags of `generate glan` mean.
struct GlanFlags {
  let invocation: Invocation

  /// What per-stage flags begin with.
  static let prefixes = ["taxonomy", "subject", "syllabus", "question", "answer"]

  /// What the flags of each stage begin with.
  private static let prefix = [
    "fields": "taxonomy", "taxonomy": "taxonomy", "subjects": "subject", "syllabi": "syllabus",
    "questions": "question", "answers": "answer",
  ]

  private var isTree: Bool { invocation.isSet("--taxonomy") }

  func perform() async throws -> ExitStatus {
    let disciplines = try disciplines()
    if disciplines == .all, !isTree { try await requireDisciplines() }
    let target = try TargetGeneration.target(invocation)
    let stages = (isTree ? Glan.taxonomyStageNames : []) + Glan.stageNames
    let access = try Dictionary(
      uniqueKeysWithValues: zip(
        stages,
        ModelFlags(invocation: invocation).access(stages.map { GlanFlags.prefix[$0] ?? $0 })))
    let glan = try glan(disciplines, access)
    let reviewed = invocation.isSet("--review") ? Glan.reviewedKinds : []
    let renewal = ["--redo", "--refresh"].first { invocation.isSet($0) }
    if target != nil, let renewal { throw UsageError.exclusive(["--target", renewal]) }
    if let target, !invocation.isSet("--dry-run") {
      return try await TargetGeneration(
        invocation: invocation, glan: glan, target: target, access: access,
        options: try GenerationRun.options(
          invocation, Array(access.values), reviewed: reviewed)
      ).perform()
    }
    let planned = target == nil ? glan : glan.untilSyllabi
    let status = try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: planned.plan,
      stages: planned.stages, access: planned.stages.compactMap { access[$0.plan.name] },
      reviewed: reviewed, roots: { try glan.roots($0) },
      forecast: renewal == "--refresh"
        ? nil : Forecast(glan: glan, access: access, target: target?.rows)
    ).perform()
    try await warnOfShorterSyllabi(glan)
    return status
  }

  private func glan(_ disciplines: Disciplines, _ access: [String: ModelAccess]) throws -> Glan {
    let extent = try extent()
    let asksTwice = invocation.isSet("--two-step") || preset.asksTwice
    let turns = asksTwice ? Glan.twoTurnStageNames : []
    var glan = Glan(
      extent: extent,
      models: try Glan.stageNames.map { stage in
        try model(
          stage, access,
          turns.contains(stage)
            ? Glan.twoTurnPrompts(stage).writing
            : Glan.prompt(stage, perDraw: extent.questionsPerDraw))
      }, seed: try invocation.int("--seed") ?? 0, disciplines: disciplines)
    for stage in turns {
      glan.structuring[stage] = try model(stage, access, Glan.twoTurnPrompts(stage).structuring)
    }
    glan.taxonomy = try taxonomy(access)
    return glan
  }

  private func model(
    _ stage: String, _ access: [String: ModelAccess], _ need: PromptNeed
  ) throws -> StageModel {
    guard let prefix = GlanFlags.prefix[stage], let access = access[stage] else {
      throw UsageError("there is no stage \(stage)")
    }
    return try ModelFlags(invocation: invocation).model(
      prefix, prompt: try Prompts(invocation).template(need), access: access,
      defaults: preset.sampling(of: stage), guidance: try Prompts(invocation).guidance(prefix))
  }

  /// What is asked for above the disciplines, if anything.
  private func taxonomy(_ access: [String: ModelAccess]) throws -> TaxonomyOrder? {
    guard isTree else { return nil }
    var order = TaxonomyOrder(
      models: try Glan.taxonomyStageNames.map {
        try model($0, access, Glan.prompt($0, perDraw: 1))
      })
    order.fields = try invocation.int("--fields", in: 1...1000) ?? order.fields
    order.subfields = try invocation.int("--subfields", in: 1...1000) ?? order.subfields
    order.disciplines =
      try invocation.int("--subfield-disciplines", in: 1...1000) ?? order.disciplines
    return order
  }

  private func requireDisciplines() async throws {
    let path = invocation.operands[0]
    let exists = FileManager.default.fileExists(atPath: path)
    let live =
      exists
      ? try await invocation.openForReading().read {
        try $0.int("SELECT count(*) FROM disciplines WHERE status = 'live'")
      } : 0
    guard live == 0 else { return }
    throw UsageError(
      (exists ? "\(path) has no live discipline" : "there is no database at \(path)")
        + " to start from: add --discipline NAME, --disciplines with a file or \"builtin\", or "
        + "--taxonomy")
  }

  /// A syllabus is written at once: a larger count cannot extend it, and that must not go unsaid.
  private func warnOfShorterSyllabi(_ glan: Glan) async throws {
    guard FileManager.default.fileExists(atPath: invocation.operands[0]) else { return }
    let count = try await invocation.openForReading().read { try glan.shorterSyllabi($0) }
    guard count > 0 else { return }
    invocation.console.talk.warn(
      "\(count) syllabi were asked for fewer sessions or concepts and stay as they are: "
        + "--sessions and --concepts hold for new ones")
  }

  private func extent() throws -> Glan.Extent {
    var extent = preset.extent
    func count(_ name: String, _ value: inout Int, most: Int = 1_000_000) throws {
      value = try invocation.int(name, in: 1...most) ?? value
    }
    try count("--subjects", &extent.subjects)
    try count("--subject-samples", &extent.subjectSamples, most: 1000)
    try count("--sessions", &extent.sessions, most: 1000)
    try count("--concepts", &extent.concepts, most: 1000)
    try count("--questions", &extent.questions)
    try count("--questions-per-draw", &extent.questionsPerDraw, most: 100)
    try count("--answers", &extent.answers, most: 1000)
    extent.twoSessionRatio =
      try invocation.share("--two-session-ratio") ?? extent.twoSessionRatio
    if let typed = invocation.text("--difficulty") {
      guard let difficulty = Difficulty(typed) else {
        throw UsageError.value(
          typed, of: "--difficulty",
          allowed: Difficulty.named.map(\.text).joined(separator: ", ")
            + ", or LOW..HIGH with depths from 0 to 1, such as 0.5..1")
      }
      extent.difficulty = difficulty
    }
    extent.until = invocation.text("--until") ?? extent.until
    if !isTree { try refuseTaxonomyFlags(extent.until) }
    return extent
  }

  private func refuseTaxonomyFlags(_ until: String) throws {
    let counts = ["--fields", "--subfields", "--subfield-disciplines"]
    if let flag = counts.first(where: { invocation.isSet($0) }) {
      throw UsageError("\(flag) says how large a taxonomy to ask for: add --taxonomy")
    }
    guard !Glan.taxonomyStageNames.contains(until) else {
      throw UsageError("--until \(until) needs a stage that asks for a taxonomy: add --taxonomy")
    }
  }

  /// The values that hold where no other flag says otherwise.
  private var preset: Preset {
    let name = invocation.text("--preset")
    return Preset.all.first { $0.name == name } ?? .standard
  }

  private func disciplines() throws -> Disciplines {
    var names = invocation.texts("--discipline")
    let file = invocation.text("--disciplines")
    guard !isTree || names.isEmpty && file == nil else {
      throw UsageError(
        "--taxonomy asks for disciplines: leave --discipline and --disciplines out")
    }
    if file == "builtin" {
      guard names.isEmpty else {
        throw UsageError("--disciplines builtin has all: leave --discipline out")
      }
      return .builtin
    }
    if let file { names += try DisciplineFile.names(file) }
    if let empty = names.firstIndex(where: { $0.isBlank }) {
      throw UsageError("--discipline number \(empty + 1) is empty: give a name")
    }
    return names.isEmpty ? .all : .named(names)
  }
}

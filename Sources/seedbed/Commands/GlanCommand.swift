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
      """,
    examples: [
      "seedbed generate glan my.db --discipline \"Organic Chemistry\" --subjects 3 "
        + "--base-url http://127.0.0.1:8080/v1 --model local",
      "seedbed generate glan my.db --disciplines builtin --until subjects --model gpt-4o-mini",
      "seedbed generate glan my.db --disciplines mine.txt --language Japanese "
        + "--model gpt-4o-mini --answer-model gpt-4o",
    ],
    flags: glanFlags + Flag.generation, stages: GlanFlags.prefixes
  ) { try await GlanFlags(invocation: $0).perform() }

  private static let glanFlags: [Flag] = [
    Flag("--discipline", "NAME", .task, "A discipline to start from.", isRepeatable: true),
    Flag(
      "--disciplines", "FILE", .task,
      "A file with a discipline a line, or \"builtin\"; without either, all of the database."),
    Flag("--subjects", "N", .task, "Subjects of each discipline.", defaultText: "10"),
    Flag(
      "--subject-samples", "N", .task, "Independent asks for subjects (the paper: 10).",
      defaultText: "1"),
    Flag("--sessions", "N", .task, "Class sessions of each syllabus.", defaultText: "10"),
    Flag("--concepts", "N", .task, "Key concepts of each session.", defaultText: "5"),
    Flag("--questions", "N", .task, "Questions of each subject.", defaultText: "20"),
    Flag("--questions-per-draw", "N", .task, "Questions asked of one draw.", defaultText: "1"),
    Flag(
      "--two-session-ratio", "SHARE", .task, "The share of draws that take from two sessions.",
      defaultText: "0.5"),
    Flag("--answers", "N", .task, "Answers to each question.", defaultText: "1"),
    Flag(
      "--until", "STAGE", .task, "The last stage.", choices: Glan.stageNames,
      defaultText: "answers"),
    Flag.seed,
  ]
}

/// What the flags of `generate glan` mean.
struct GlanFlags {
  let invocation: Invocation

  /// What per-stage flags begin with, in the order of the stages.
  static let prefixes = ["subject", "syllabus", "question", "answer"]

  /// The sampling of GLAN's paper (sections 2.2 to 2.5), with limits that end a model's loops.
  static let defaults = [
    Sampling(temperature: 1, topP: 0.95, maxTokens: 4096),
    Sampling(temperature: 1, topP: 0.95, maxTokens: 8192),
    Sampling(temperature: 1, topP: 0.95, maxTokens: 1024),
    Sampling(temperature: 0.7, topP: 0.95, maxTokens: 4096),
  ]

  func perform() async throws -> ExitStatus {
    let flags = ModelFlags(invocation: invocation)
    let extent = try extent()
    let disciplines = try disciplines()
    if disciplines == .all { try await requireDisciplines() }
    let access = try flags.access(GlanFlags.prefixes)
    let models = try GlanFlags.prefixes.indices.map { index in
      let stage = GlanFlags.prefixes[index]
      let prompt = try Prompts(invocation).template(
        Glan.prompt(Glan.stageNames[index], perDraw: extent.questionsPerDraw))
      return try flags.model(
        stage, prompt: prompt, access: access[index], defaults: GlanFlags.defaults[index],
        guidance: try Prompts(invocation).guidance(stage))
    }
    let glan = Glan(
      extent: extent, models: models, seed: try invocation.int("--seed") ?? 0,
      disciplines: disciplines)
    let status = try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: glan.plan, stages: glan.stages,
      access: Array(access.prefix(glan.stages.count)), roots: { try glan.roots($0) }
    ).perform()
    try await warnOfShorterSyllabi(glan)
    return status
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
        + " to start from: add --discipline NAME, or --disciplines with a file or \"builtin\"")
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
    var extent = Glan.Extent()
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
    extent.until = invocation.text("--until") ?? extent.until
    return extent
  }

  private func disciplines() throws -> Disciplines {
    var names = invocation.texts("--discipline")
    let file = invocation.text("--disciplines")
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

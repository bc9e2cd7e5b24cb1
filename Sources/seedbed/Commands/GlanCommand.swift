import Generate

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
  ) { try await GlanRun($0).perform() }

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

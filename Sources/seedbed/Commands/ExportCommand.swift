internal import Base
internal import Curate
internal import Export
internal import Formats

extension Command {
  /// Writes training files.
  static let export = Command(
    "export", "DB DIR", summary: "write training files, split so that nothing leaks",
    details: """
      Writes train.jsonl, validation.jsonl and test.jsonl (those that have rows; some formats have \
      names of their own), manifest.json and lineage.jsonl. The same data give the same files, byte \
      for byte. DIR is replaced as a whole, and only if it is empty or holds an earlier export; "-" \
      writes all rows to standard output, unsplit and without a record.

      A row takes the side of the earlier rows that it resembles (ROUGE-L above 0.65) or shares its \
      draw, evolution chain, conversation or input with; without any, the side that the hash of \
      --seed and its key says; with some on two sides it is withheld. So rows that are added later \
      move none, and no such pair is on two sides. A whole number of rows is chosen by the same \
      hash, in the order of the plans that made them, among rows without earlier neighbours.

      Rows of the last export that are examples no more are counted, with why they went.

      Empty and truncated answers, conversations with a gap, and rows that the format has no place \
      for are left out and counted.

      \(formats)
      """,
    examples: [
      "seedbed export demo.db demo --validation 0.15 --seed 3",
      #"seedbed export demo.db ja --where "language = 'Japanese'" --system 'Be brief.'"#,
      "seedbed export demo.db llama --format text --template llama-3",
      "seedbed export demo.db same --again 1",
    ],
    flags: shape + split + Flag.selection + Flag.changes
  ) { invocation in
    do {
      return try await export(invocation)
    } catch let error as InvalidCondition {
      throw UsageError("\(error)")
    }
  }

  private static let formats = Format.all.map { "Format \($0.name): \($0.summary)" }
    .joined(separator: "\n\n")

  private static let shape = [
    .format("The shape of a row."),
    Flag(
      "--template", "NAME", .task,
      "The chat template of format text (chatml when not given) and prompt-completion.",
      choices: ChatTemplate.all.map(\.name)),
    Flag(
      "--conversational", .task,
      "Lists of messages and not texts, in formats prompt-completion and dpo-trl."),
    Flag("--system", "TEXT", .task, "The system prompt of rows that have none of their own."),
    Flag(
      "--choose", "WHICH", .task,
      "Which of a question's live answers: judged (the best score), preferred (by comparing two), "
        + "first, latest or model=NAME.", defaultText: "judged; preferred for dpo-trl"),
    Flag(
      "--include-seed-tasks", .task,
      "Add the instances of all live seed tasks, whatever --where and --limit say."),
    Flag("--max-tokens", "N", .task, "Tell how many rows have more tokens, by an estimate."),
    Flag("--drop-over-long", .task, "Leave rows out that have more than --max-tokens."),
    Flag("--again", "EXPORT", .task, "Write the rows of this earlier export once more."),
  ]

  private static let split = [
    Flag(
      "--validation", "SHARE|N", .task,
      "The part for validation, or, as a whole number, how many rows of each stratum.",
      defaultText: "0.1"),
    Flag(
      "--test", "SHARE|N", .task, "The part for test, or how many rows of each stratum.",
      defaultText: "0"),
    Flag(
      "--strata", "COLUMN", .task,
      "The column of the view examples, such as discipline, of whose every value a number of rows "
        + "is held out."),
    Flag.seed,
    Flag(
      "--group", "LEVEL", .task, "Keep all rows of a subject or discipline on one side.",
      choices: ExportOptions.Group.allCases.map(\.rawValue)),
    Flag(
      "--max-leak", "ROUGE_L", .task,
      "Fail, with the pairs, if questions on two sides are more alike than this."),
    Flag(
      "--tokenizer", "NAME", .task, "How questions are cut into tokens to compare them.",
      choices: tokenizers.map(\.rawValue), defaultText: Tokenizer.unicode.rawValue),
  ]

  /// Those that lose no script.
  private static let tokenizers = [Tokenizer.unicode, .characterBigram]

  private static func export(_ invocation: Invocation) async throws -> ExitStatus {
    let run = try ExportRun(invocation)
    return try await run.perform()
  }
}

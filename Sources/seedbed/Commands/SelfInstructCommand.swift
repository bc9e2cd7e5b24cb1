import Curate
import Generate

extension Command {
  /// `generate self-instruct`.
  static let selfInstruct = Command(
    "generate self-instruct", "DB",
    summary: "new tasks from a few seed tasks, by their own examples",
    details: """
      Each request shows seed tasks and instructions that were kept before, and asks for new ones. What \
      is too short or long, asks for more than text, or resembles a seed task or a kept instruction \
      (ROUGE-L) is dropped with a reason. What is kept is classified, and gets instances: the input \
      first, or for classifications the class first. Request k sees what was kept after request k - \
      --window, so the same replies keep the same instructions at any --concurrency.

      Seed tasks are those that import --as seed-tasks brought, or else the built-in ones. --form alpaca \
      asks for instruction, input and output at once. --base-model continues a text instead of \
      chatting. With --context there is no pool: each passage is asked for --per-request questions.

      The same command again goes on where it stopped; a larger --instructions extends.
      """,
    examples: [
      "seedbed generate self-instruct my.db --instructions 500 --model gpt-4o-mini",
      "seedbed generate self-instruct my.db --language Japanese --until instructions --model local",
      "seedbed generate self-instruct my.db --form alpaca --model gpt-4o-mini",
      "seedbed generate self-instruct my.db --base-model --model llama-3-8b "
        + "--base-url http://127.0.0.1:8000/v1",
      "seedbed generate self-instruct my.db --context handbook.md --application \"a help desk\" "
        + "--model local",
    ],
    flags: selfInstructFlags + Flag.generation, stages: SelfInstructFlags.prefixes
  ) { try await SelfInstructFlags(invocation: $0).perform() }

  private static let selfInstructFlags: [Flag] = [
    Flag("--instructions", "N", .task, "Instructions to keep.", defaultText: "100"),
    Flag(
      "--form", "NAME", .task, "What one request brings: instructions, or whole tasks.",
      choices: SelfInstruct.Form.allCases.map(\.rawValue), defaultText: "original"),
    Flag(
      "--seeds", "WHICH", .task, "Start from the built-in seed tasks alone.", choices: ["builtin"]),
    Flag("--classification-only", .task, "Show and ask for classification tasks alone."),
    Flag(
      "--per-request", "N", .task, "Instructions that one request asks for.", defaultText: "8"),
    Flag(
      "--human", "N", .task, "Seed tasks in each prompt.", defaultText: "6; 3 with --form alpaca"),
    Flag("--machine", "N", .task, "Kept instructions in each prompt.", defaultText: "2"),
    Flag(
      "--window", "N", .task, "A request sees the pool as it was so many requests before.",
      defaultText: "64"),
    Flag(
      "--fruitless", "N", .task, "End after so many requests without a new instruction.",
      defaultText: "50"),
    Flag(
      "--filters", "NAMES", .task,
      "The filters of instructions, with commas, or none: "
        + InstructionFilter.all.joined(separator: ", ") + ".", defaultText: "all"),
    Flag(
      "--threshold", "T", .task,
      "Drop an instruction above this ROUGE-L F1 with a kept one; 1 keeps all.",
      defaultText: "0.7"),
    Flag(
      "--ties", "HOW", .task, "Who decides exact ties: integers, or rouge_score's doubles.",
      choices: Ties.allCases.map(\.rawValue), defaultText: "exact"),
    Flag(
      "--tokenizer", "NAME", .task, "What a token is.",
      choices: Tokenizer.allCases.map(\.rawValue), defaultText: Tokenizer.unicode.rawValue),
    Flag("--instances", "N", .task, "Instances of each instruction.", defaultText: "5"),
    Flag(
      "--answers", "N", .task, "Further answers to each question, with --until answers.",
      defaultText: "1"),
    Flag(
      "--until", "STAGE", .task, "The last stage.", choices: SelfInstruct.stageNames,
      defaultText: "instances"),
    Flag(
      "--base-model", .task, "Ask a base model, by POST completions.", isPerStage: true),
    Flag(
      "--context", "FILE|SQL", .task,
      "Passages to ask questions about: a text, rows with column text, or a query."),
    Flag("--application", "TEXT", .task, "With --context: what the questions are for."),
    Flag("--criteria", "TEXT", .task, "With --context: what the questions should be like."),
    Flag.seed,
  ]
}

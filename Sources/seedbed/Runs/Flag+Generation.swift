// The flags that all generate commands share.

extension Flag {
  /// Commands that generate.
  static let generation: [Flag] =
    [
      Flag(
        "--language", "NAME", .task, "The language to write in, by its English name.",
        defaultText: "English"),
      Flag(
        "--guidance", "FILE", .task, "More instructions for the model, added to the prompt.",
        isPerStage: true),
      Flag("--prompts", "DIR", .task, "Prompt templates that replace built-in ones, by file name."),
      Flag("--add", .task, "Generate beside what was asked otherwise before, as siblings."),
      Flag("--retry-unusable", .task, "Ask once more where a reply was unusable."),
    ] + Flag.endpoint + [Flag.failures] + Flag.changes
}

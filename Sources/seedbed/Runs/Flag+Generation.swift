// The flags that all generate commands share.

extension Flag {
  /// Commands that generate.
  static let generation = generation(languageDefault: "English")

  /// Commands that generate; without --language it is as `languageDefault` says.
  static func generation(languageDefault: String) -> [Flag] {
    [
      Flag(
        "--language", "NAME", .task, "The language to write in, by its English name.",
        defaultText: languageDefault),
      Flag(
        "--guidance", "FILE", .task, "More instructions for the model, added to the prompt.",
        isPerStage: true),
      Flag("--prompts", "DIR", .task, "Prompt templates that replace built-in ones, by file name."),
      Flag("--add", .task, "Generate beside what was asked otherwise before, as siblings."),
      Flag("--redo", .task, "Ask anew what was asked otherwise before, as new versions."),
      Flag(
        "--refresh", .task,
        "Ask only for what is stale, since what it was made from has a newer version."),
      Flag("--retry-unusable", .task, "Ask once more where a reply was unusable."),
      Flag(
        "--reparse", .task,
        "Read recorded replies again that could not be read; nothing is asked for that."),
    ] + Flag.endpoint + [Flag.failures] + Flag.changes
  }
}

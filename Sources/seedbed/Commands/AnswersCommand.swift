import Client
import Generate

extension Command {
  /// `generate answers`.
  static let answers = Command(
    "generate answers", "DB", summary: "answer questions that have no answer",
    details: """
      Asks a model for answers, each question in a call of its own. Without --where, the live \
      questions that have no live answer; with it, all that it selects, which adds answers beside \
      those of other models. An answer is in its question's language.

      The same command again goes on where it stopped, so with --limit it is about the same \
      questions: the first in canonical order. A larger limit goes on with the next ones.
      """,
    examples: [
      "seedbed generate answers my.db --model gpt-4o-mini",
      "seedbed generate answers my.db --where \"subject = 'Algebra'\" --answers 3 --model local",
    ],
    flags: [
      Flag("--answers", "N", .task, "Answers to each question.", defaultText: "1")
    ] + Flag.selection + Flag.generation(languageDefault: "the question's own"),
    stages: ["answer"]
  ) { invocation in
    try await invocation.requireDatabase()
    let flags = ModelFlags(invocation: invocation)
    let access = try flags.access(["answer"])
    let generation = AnswerGeneration(
      model: try flags.model(
        "answer", prompt: try Prompts(invocation).template(.answer), access: access[0],
        defaults: Preset.standard.sampling[3],
        guidance: try Prompts(invocation).guidance("answer"), language: ""),
      count: try invocation.int("--answers", in: 1...1000) ?? 1,
      condition: invocation.text("--where"),
      limit: try invocation.limit(), isRefresh: invocation.isSet("--refresh"))
    return try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: generation.plan,
      stages: generation.stages, access: access,
      roots: { connection in
        try invocation.checkCondition(over: "questions", connection)
        return try generation.roots(connection)
      }
    ).perform()
  }
}

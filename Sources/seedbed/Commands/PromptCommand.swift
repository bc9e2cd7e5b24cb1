import Base
import Client
import Engine
import Generate
import Store

extension Command {
  /// `generate prompt`.
  static let prompt = Command(
    "generate prompt", "DB", summary: "ask one prompt, or a template over the rows of a query",
    details: """
      The template's variables {{name}} are the columns of the rows that --rows selects. With --as \
      question the replies are questions made from the rows; with --as answer the prompts \
      themselves are the questions and the replies their answers. The same command again goes on \
      where it stopped.
      """,
    examples: [
      "seedbed generate prompt my.db --prompt \"Why is the sky blue?\" --model local",
      "seedbed generate prompt my.db --prompt-file quiz.md --as question --samples 3 "
        + "--rows \"SELECT name AS subject FROM subjects WHERE status = 'live'\" --model local",
    ],
    flags: [
      Flag("--prompt", "TEXT", .task, "The prompt or template."),
      Flag("--prompt-file", "FILE", .task, "A file with the prompt or template."),
      Flag("--rows", "SQL", .task, "A query of this database whose rows fill the template."),
      Flag(
        "--as", "KIND", .task, "What the replies are.",
        choices: RowGeneration.Product.allCases.map(\.rawValue), defaultText: "answer"),
      Flag("--samples", "N", .task, "Replies to each row.", defaultText: "1"),
    ] + Flag.generation, stages: ["question", "answer"]
  ) { try await PromptFlags(invocation: $0).perform() }
}

/// What the flags of `generate prompt` mean.
struct PromptFlags {
  let invocation: Invocation

  func perform() async throws -> ExitStatus {
    let flags = ModelFlags(invocation: invocation)
    let product = try invocation.choice("--as", as: RowGeneration.Product.self) ?? .answer
    let stage = product.rawValue
    let access = try flags.access([stage])
    let query = invocation.text("--rows")
    let template = try await template(query)
    // As answer, what is asked is the finished prompt itself.
    let prompt = product == .question ? template : try Prompts(invocation).template(.answer)
    let generation = RowGeneration(
      model: try flags.model(
        stage, prompt: prompt, access: access[0],
        defaults: Preset.standard.sampling[product == .question ? 2 : 3],
        guidance: try Prompts(invocation).guidance(stage)),
      template: template, count: try invocation.int("--samples", in: 1...1000) ?? 1,
      product: product, query: query)
    return try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: generation.plan,
      stages: generation.stages, access: access, roots: { try generation.roots($0) }
    ).perform()
  }

  private func template(_ query: String?) async throws -> PromptTemplate {
    guard let flag = try invocation.oneOf(["--prompt", "--prompt-file"]),
      let given = invocation.text(flag)
    else { throw UsageError("there is nothing to ask: give --prompt or --prompt-file") }
    let text = flag == "--prompt" ? given : try Prompts.text(given, of: flag)
    guard !text.isBlank else { throw UsageError("\(flag) has no text") }
    let columns = try await columns(query)
    return try orUsageError(flag) {
      try PromptTemplate(
        name: flag == "--prompt" ? "prompt" : given, text: text,
        variables: columns.union(["language", "guidance"]))
    }
  }

  /// The columns of the rows; a query that cannot be run is a mistake in what was typed.
  private func columns(_ query: String?) async throws -> Set<String> {
    guard let query else { return [] }
    let store = try await Store(path: invocation.operands[0], mode: .readOnly)
    do {
      let columns = try await store.read { connection in
        try connection.onlyRead()
        return try RowGeneration.columns(of: query, connection)
      }
      await store.close()
      return columns
    } catch {
      await store.close()
      throw UsageError("--rows cannot be run: \(error)")
    }
  }
}

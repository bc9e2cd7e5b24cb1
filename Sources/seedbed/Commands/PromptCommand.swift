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
      The template's variables {{name}} are the columns of the rows: those that --sql selects, or with \
      --imported those that import --as rows brought. Rename them by aliases: SELECT title AS topic. \
      A column artifact_id is no variable: it names the artifact that a row is about, so that the \
      lineage goes on to it. With --as question the replies are questions made from the rows; with \
      --as answer the prompts themselves are the questions and the replies their answers.

      With --schema the replies are JSON of that shape. A property question (or answer) is then the \
      text, and the others are attributes: input and system mean what they mean elsewhere.

      The same command again goes on where it stopped; more rows and larger counts extend what is \
      there.
      """,
    examples: [
      "seedbed generate prompt my.db --prompt \"Why is the sky blue?\" --model local",
      "seedbed generate prompt my.db --prompt-file quiz.md --as question --samples 3 "
        + "--sql \"SELECT id AS artifact_id, name AS subject FROM subjects\" --model local",
      "seedbed generate prompt my.db --prompt-file review.md --imported "
        + "--where \"attributes ->> 'stars' > 3\" --model local",
    ],
    flags: [
      Flag("--prompt", "TEXT", .task, "The prompt or template."),
      Flag("--prompt-file", "FILE", .task, "A file with the prompt or template."),
      Flag("--sql", "SQL", .task, "A query of this database whose rows fill the template."),
      Flag(
        "--imported", .task, "Fill the template with the imported rows, of --where and --limit."),
      Flag("--system", "TEXT", .task, "What stands before each prompt, as a turn of the system."),
      Flag("--schema", "FILE", .task, "A JSON Schema: the shape of the replies."),
      Flag(
        "--as", "KIND", .task, "What the replies are.",
        choices: RowGeneration.Product.allCases.map(\.rawValue), defaultText: "answer"),
      Flag("--samples", "N", .task, "Replies to each row.", defaultText: "1"),
    ] + Flag.selection + Flag.generation, stages: ["question", "answer"]
  ) { try await PromptFlags(invocation: $0).perform() }
}

/// What the flags of `generate prompt` mean.
struct PromptFlags {
  let invocation: Invocation

  func perform() async throws -> ExitStatus {
    let flags = ModelFlags(invocation: invocation)
    let product = try invocation.choice("--as", as: RowGeneration.Product.self) ?? .answer
    let stage = product.rawValue
    let source = try source()
    let access = try flags.access([stage])
    let template = try await template(source)
    // As answer, what is asked is the finished prompt itself.
    let prompt = product == .question ? template : try Prompts(invocation).template(.answer)
    let generation = RowGeneration(
      model: try flags.model(
        stage, prompt: prompt, access: access[0],
        defaults: Preset.standard.sampling[product == .question ? 2 : 3],
        guidance: try Prompts(invocation).guidance(stage)),
      template: template, count: try invocation.int("--samples", in: 1...1000) ?? 1,
      product: product, source: source, system: invocation.text("--system"), shape: try shape())
    return try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: generation.plan,
      stages: generation.stages, access: access, roots: { try generation.roots($0) }
    ).perform()
  }

  private func source() throws -> RowSource {
    switch try invocation.oneOf(["--sql", "--imported"]) {
    case "--imported":
      return .imported(condition: invocation.text("--where"), limit: try invocation.limit())
    case let flag:
      if let other = ["--where", "--limit"].first(where: { invocation.isSet($0) }) {
        throw UsageError("\(other) selects imported rows: add --imported, or say it in --sql")
      }
      return flag.flatMap { invocation.text($0) }.map { .query($0) } ?? .none
    }
  }

  private func shape() throws -> ReplyShape? {
    guard let path = invocation.text("--schema") else { return nil }
    let text = try Prompts.text(path, of: "--schema")
    return try orUsageError("--schema \(path)") { try ReplyShape(JSON(parsing: text)) }
  }

  private func template(_ source: RowSource) async throws -> PromptTemplate {
    guard let flag = try invocation.oneOf(["--prompt", "--prompt-file"]),
      let given = invocation.text(flag)
    else { throw UsageError("there is nothing to ask: give --prompt or --prompt-file") }
    let text = flag == "--prompt" ? given : try Prompts.text(given, of: flag)
    guard !text.isBlank else { throw UsageError("\(flag) has no text") }
    let columns = try await columns(source)
    return try orUsageError(flag) {
      try PromptTemplate(
        name: flag == "--prompt" ? "prompt" : given, text: text,
        variables: columns.union(["language", "guidance"]))
    }
  }

  /// The columns of the rows; a query that cannot be run is a mistake in what was typed.
  private func columns(_ source: RowSource) async throws -> Set<String> {
    if case .none = source { return [] }
    let store = try await Store(path: invocation.operands[0], mode: .readOnly)
    do {
      let columns = try await store.read { connection in
        try connection.onlyRead()
        try invocation.checkCondition(over: "rows", connection)
        return try source.columns(connection)
      }
      await store.close()
      return columns
    } catch let error as UsageError {
      await store.close()
      throw error
    } catch {
      await store.close()
      throw UsageError("--sql cannot be run: \(error)")
    }
  }
}

import Base
import Client
import Engine
import FoundationEssentials
import Generate
import Store

extension Command {
  /// `generate magpie`.
  static let magpie = Command(
    "generate magpie", "DB", summary: "questions that a chat model writes when it is given nothing",
    details: """
      The model is sent the beginning of a user's turn in its own chat template, by POST completions, \
      and writes what a user would say; then it is asked that by chat. It needs a server of raw \
      completions, such as llama.cpp, vLLM, SGLang, TGI or Ollama; an endpoint that offers chat alone \
      puts its own template around every text. Answers may come from any endpoint (--answer-endpoint).

      --family auto asks the server for its template (llama.cpp) and tries it on a conversation. \
      --system leads to a topic: a text, or a file with a text a line, each of which gets --questions. \
      The same question twice is dropped by rule repeat before it is answered.
      """,
    examples: [
      "seedbed generate magpie my.db --questions 1000 --model local --base-url http://127.0.0.1:8080/v1",
      "seedbed generate magpie my.db --family llama3 --system topics.txt --turns 2 --model llama "
        + "--base-url http://127.0.0.1:8000/v1",
    ],
    flags: [
      Flag("--questions", "N", .task, "Questions of each topic.", defaultText: "100"),
      Flag(
        "--family", "NAME", .task, "The model's chat template.",
        choices: ["auto"] + ChatTemplate.families.map(\.family), defaultText: "auto"),
      Flag(
        "--system", "TEXT|FILE", .task, "A system text that leads to a topic, or a file of them."),
      Flag("--turns", "N", .task, "Turns of each conversation.", defaultText: "1"),
      Flag("--first-line", .task, "A question ends with its first line."),
      Flag("--answers", "N", .task, "Answers to each question; 0 for none.", defaultText: "1"),
    ] + Flag.generation(languageDefault: "what the model writes"), stages: MagpieFlags.prefixes
  ) { try await MagpieFlags(invocation: $0).perform() }
}

/// What the flags of `generate magpie` mean.
struct MagpieFlags {
  let invocation: Invocation

  /// What per-stage flags begin with.
  static let prefixes = ["question", "answer"]

  func perform() async throws -> ExitStatus {
    let flags = ModelFlags(invocation: invocation)
    let access = try flags.access(MagpieFlags.prefixes)
    let prompts = Prompts(invocation)
    // The pre-query is the prompt; the template here only fills the place.
    var question = try flags.model(
      "question", prompt: try prompts.template(.answer), access: access[0],
      defaults: Sampling(temperature: 1, topP: 1, maxTokens: 512), guidance: "", language: "")
    question.isRaw = true
    var method = Magpie(
      models: [
        "questions": question,
        "answers": try flags.model(
          "answer", prompt: try prompts.template(.answer), access: access[1],
          defaults: Sampling(temperature: 0, topP: 1, maxTokens: 4096),
          guidance: try prompts.guidance("answer"), language: ""),
      ], template: try await template(access[0].client, question.model))
    method.questions = try invocation.int("--questions", in: 1...10_000_000) ?? method.questions
    method.turns = try invocation.int("--turns", in: 1...100) ?? 1
    method.answers = try invocation.int("--answers", in: 0...1000) ?? 1
    method.isFirstLine = invocation.isSet("--first-line")
    method.topics = try topics()
    if method.turns > 1, method.answers == 0 {
      throw UsageError("--turns \(method.turns) needs answers to go on from: leave --answers 0 out")
    }
    let isAnswer = method.stages.map { $0.plan.name.hasPrefix("answers") }
    return try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: method.plan,
      stages: method.stages, access: isAnswer.map { access[$0 ? 1 : 0] },
      roots: { [method] in try method.roots($0) }
    ).perform()
  }

  private func template(_ client: Client, _ model: String) async throws -> ChatTemplate {
    if let name = invocation.text("--family"), let known = ChatTemplate.family(name) {
      return known
    }
    do {
      return try await ChatTemplate.derived(from: client, model: model)
    } catch {
      let names = ChatTemplate.families.map(\.family).joined(separator: ", ")
      throw UsageError("--family auto: \(error): \(names)")
    }
  }

  private func topics() throws -> [String] {
    guard let typed = invocation.text("--system") else { return [] }
    guard FileManager.default.fileExists(atPath: typed) else { return [typed] }
    let lines = try Prompts.text(typed, of: "--system").split(whereSeparator: \.isNewline)
      .map { String($0).trimmed }.filter { !$0.isEmpty }
    guard !lines.isEmpty else { throw UsageError("--system \(typed) has no line with a text") }
    return lines
  }
}

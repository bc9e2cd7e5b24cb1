import Base
import Client
import Engine
import FoundationEssentials
import Generate
import Import

extension SelfInstructFlags {
  /// Asks for questions about passages, with no pool.
  func performFromContext() async throws -> ExitStatus {
    let pool = ["--form", "--seeds", "--instructions", "--human", "--machine", "--instances"]
    if let flag = pool.first(where: { invocation.isSet($0) }) {
      throw UsageError("\(flag) is about the pool of tasks, which --context does without")
    }
    let flags = ModelFlags(invocation: invocation)
    let access = try flags.access(["instruction", "answer"])
    let prompts = Prompts(invocation)
    let models = [
      "instructions": try flags.model(
        "instruction", prompt: try prompts.template(FromContext.prompt), access: access[0],
        defaults: Sampling(temperature: 0.7, maxTokens: 1024),
        guidance: try prompts.guidance("instruction")),
      "answers": try flags.model(
        "answer", prompt: try prompts.template(.answer), access: access[1],
        defaults: Preset.standard.sampling[3], guidance: try prompts.guidance("answer")),
    ]
    func text(_ flag: String, usual need: PromptNeed) throws -> String {
      try invocation.text(flag) ?? prompts.template(need).text.trimmed
    }
    var method = FromContext(
      models: models, source: try context(),
      application: try text("--application", usual: FromContext.usualApplication),
      criteria: try text("--criteria", usual: FromContext.usualCriteria))
    method.count = try invocation.int("--per-request", in: 1...100) ?? method.count
    method.answers =
      invocation.text("--until") == "instructions"
      ? 0 : try invocation.int("--answers", in: 1...1000) ?? 1
    return try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: method.plan,
      stages: method.stages, access: Array(access.prefix(method.stages.count)),
      roots: { [method] in try method.roots($0) }
    ).perform()
  }

  /// A file's text as one passage, the texts of its rows, or a query.
  private func context() throws -> FromContext.Source {
    let typed = try invocation.required("--context")
    guard FileManager.default.fileExists(atPath: typed) else {
      guard typed.contains(" ") else {
        throw UsageError("--context \(typed): there is no such file, and it is no query")
      }
      return .query(typed)
    }
    if [".txt", ".md"].contains(where: { typed.hasSuffix($0) }) {
      let text = try Prompts.text(typed, of: "--context")
      guard !text.isBlank else { throw UsageError("--context \(typed) has no text") }
      return .texts([text.trimmed])
    }
    return .texts(
      try orUsageError("--context") { try InputFile(typed).texts(ImportOptions(.passages)) })
  }
}

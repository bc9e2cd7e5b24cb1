import Base
import Client
import Curate
import Engine
import FoundationEssentials
import Generate
import Import
import Store

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

/// What the flags of `generate self-instruct` mean.
struct SelfInstructFlags {
  let invocation: Invocation

  /// What per-stage flags begin with.
  static let prefixes = ["instruction", "classification", "instance", "answer"]

  func perform() async throws -> ExitStatus {
    if invocation.isSet("--context") { return try await performFromContext() }
    if let flag = ["--application", "--criteria"].first(where: { invocation.isSet($0) }) {
      throw UsageError("\(flag) says what questions about passages are like: add --context")
    }
    let access = try ModelFlags(invocation: invocation).access(SelfInstructFlags.prefixes)
    let method = try selfInstruct(access)
    let status = try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: method.plan,
      stages: method.stages, access: Array(access.prefix(method.stages.count)),
      roots: { try method.roots($0) }
    ).perform()
    return try await told(method, status)
  }

  /// The status, with a word about instructions that are missing.
  private func told(_ method: SelfInstruct, _ status: ExitStatus) async throws -> ExitStatus {
    guard !invocation.isSet("--dry-run"), [.done, .incomplete].contains(status) else {
      return status
    }
    // Looking for the pool may store it: what is written is taken back.
    let store = try await invocation.openForChanges()
    let kept = try await store.write(keepIf: { _ in false }) { try method.kept($0) }
    await store.close()
    invocation.console.talk.say(
      "\(kept) of \(method.extent.instructions) instructions are kept: "
        + "seedbed query \(invocation.operands[0]) \"SELECT * FROM funnel\" has the others")
    return kept < method.extent.instructions ? .incomplete : status
  }

  private func selfInstruct(_ access: [ModelAccess]) throws -> SelfInstruct {
    let form = try invocation.choice("--form", as: SelfInstruct.Form.self) ?? .original
    let extent = try extent(form)
    let isClassificationOnly = invocation.isSet("--classification-only")
    var models: [String: StageModel] = [:]
    for (prefix, stage, access) in zip3(
      SelfInstructFlags.prefixes + ["instance"], SelfInstruct.stageNames + ["class-instances"],
      access + [access[2]])
    {
      models[stage] = try model(stage, prefix, access, form, extent, isClassificationOnly)
    }
    var method = SelfInstruct(
      extent: extent, form: form, models: models,
      seeds: SeedTasks(
        choice: invocation.isSet("--seeds") ? .builtin : .file,
        language: invocation.language() ?? "English", isClassificationOnly: isClassificationOnly,
        enough: extent.human), seed: try invocation.int("--seed") ?? 0)
    method.filter = try filter()
    method.cutoff = Cutoff(
      above: try orUsageError("--threshold") {
        try invocation.text("--threshold").map { try Threshold($0) } ?? .selfInstruct
      }, ties: try invocation.choice("--ties", as: Ties.self) ?? .exact)
    method.tokenizer = try invocation.choice("--tokenizer", as: Tokenizer.self) ?? .unicode
    return method
  }

  private func model(
    _ stage: String, _ prefix: String, _ access: ModelAccess, _ form: SelfInstruct.Form,
    _ extent: SelfInstruct.Extent, _ isClassificationOnly: Bool
  ) throws -> StageModel {
    let isRaw = invocation.isSet("--base-model", stage: prefix) && stage != "answers"
    var model = try ModelFlags(invocation: invocation).model(
      prefix,
      prompt: try Prompts(invocation).template(
        SelfInstruct.prompt(
          stage, form: form, isRaw: isRaw, isClassificationOnly: isClassificationOnly)),
      access: access, defaults: SelfInstructFlags.sampling(stage, form, isRaw, extent),
      guidance: try Prompts(invocation).guidance(prefix))
    model.isRaw = isRaw
    return model
  }

  /// The originals' values; a base model is stopped where the next example would begin.
  private static func sampling(
    _ stage: String, _ form: SelfInstruct.Form, _ isRaw: Bool, _ extent: SelfInstruct.Extent
  ) -> Sampling {
    func stop(_ texts: String...) -> JSON { isRaw ? ["stop": JSON(texts)] : [:] }
    switch stage {
    case "instructions" where form == .alpaca:
      let last = extent.human + extent.perRequest + 1
      return Sampling(
        temperature: 1, topP: 1, maxTokens: 3072, extra: stop("\n\(last). Instruction:"))
    case "instructions":
      let last = extent.human + extent.machine + extent.perRequest + 1
      return Sampling(temperature: 0.7, topP: 0.5, maxTokens: 1024, extra: stop("\n\(last)."))
    case "classifications":
      return Sampling(temperature: 0, maxTokens: isRaw ? 8 : nil, extra: stop("\n"))
    case "instances", "class-instances":
      return Sampling(temperature: 0, maxTokens: 1024, extra: stop("\nTask:"))
    default: return Preset.standard.sampling[3]
    }
  }

  private func extent(_ form: SelfInstruct.Form) throws -> SelfInstruct.Extent {
    var extent = SelfInstruct.Extent()
    if form == .alpaca {
      // The original: three seed tasks, and 20 tasks in a list that these begin.
      (extent.human, extent.machine, extent.perRequest) = (3, 0, 17)
      extent.until = "instructions"
      if let flag = ["--machine", "--until", "--instances"].first(where: { invocation.isSet($0) }) {
        throw UsageError("\(flag) has no meaning with --form alpaca, whose tasks come whole")
      }
    }
    func count(_ name: String, _ value: inout Int, _ range: ClosedRange<Int>) throws {
      value = try invocation.int(name, in: range) ?? value
    }
    try count("--instructions", &extent.instructions, 1...10_000_000)
    try count("--per-request", &extent.perRequest, 1...100)
    try count("--human", &extent.human, 1...100)
    if form == .original { try count("--machine", &extent.machine, 0...100) }
    try count("--window", &extent.window, 1...100_000)
    try count("--fruitless", &extent.fruitless, 1...1_000_000)
    try count("--instances", &extent.instances, 1...100)
    try count("--answers", &extent.answers, 1...1000)
    extent.until = invocation.text("--until") ?? extent.until
    return extent
  }

  private func filter() throws -> InstructionFilter {
    guard let typed = invocation.text("--filters") else { return InstructionFilter() }
    let names = typed == "none" ? [] : typed.split(separator: ",").map(String.init)
    if let unknown = names.first(where: { !InstructionFilter.all.contains($0) }) {
      throw UsageError.value(unknown, of: "--filters", choices: InstructionFilter.all + ["none"])
    }
    return InstructionFilter(InstructionFilter.all.filter { names.contains($0) })
  }
}

extension SelfInstructFlags {
  private func performFromContext() async throws -> ExitStatus {
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
    var method = FromContext(models: models, source: try context())
    method.count = try invocation.int("--per-request", in: 1...100) ?? method.count
    method.application = invocation.text("--application") ?? method.application
    method.criteria = invocation.text("--criteria") ?? method.criteria
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

/// Three sequences, element by element.
private func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] {
  zip(zip(a, b), c).map { ($0.0, $0.1, $1) }
}

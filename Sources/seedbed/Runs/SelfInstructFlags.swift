import Base
import Client
import Curate
import Engine
import Generate
import Store

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

/// Three sequences, element by element.
private func zip3<A, B, C>(_ a: [A], _ b: [B], _ c: [C]) -> [(A, B, C)] {
  zip(zip(a, b), c).map { ($0.0, $0.1, $1) }
}

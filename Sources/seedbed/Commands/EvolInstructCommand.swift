import Client
import Curate
import Engine
import Generate
import Store

extension Command {
  /// `generate evol-instruct`.
  static let evolInstruct = Command(
    "generate evol-instruct", "DB", summary: "make questions harder, or answers better, in rounds",
    details: """
      In each round every question is rewritten by one operation, drawn by weight: constraints, deepen, \
      concretize, reasoning and input go in depth, breadth asks for another one of the same domain. A \
      judge says whether it asks for more, and it is answered. What is eliminated stays, dropped, with \
      its rule; the question it came from goes on into the next round unevolved. The view evolutions \
      has the yield of each operation, round and rule.

      With --evolve answers the answers that stand for the questions are rewritten instead, by \
      helpfulness, relevance, depth, creativity and details; a better one takes the place of its parent.

      The same command again goes on where it stopped; more rounds extend what is there.
      """,
    examples: [
      "seedbed generate evol-instruct my.db --model gpt-4o-mini",
      "seedbed generate evol-instruct my.db --where \"method = 'import'\" --rounds 2 "
        + "--operations constraints=2,reasoning,breadth --model local --judge-model gpt-4o-mini",
      "seedbed generate evol-instruct my.db --evolve answers --rounds 1 --model local",
    ],
    flags: evolFlags + Flag.selection + Flag.generation(languageDefault: "the question's own"),
    stages: EvolFlags.prefixes
  ) { try await EvolFlags(invocation: $0).perform() }

  private static let evolFlags: [Flag] = [
    Flag(
      "--evolve", "WHAT", .task, "What is evolved.",
      choices: EvolInstruct.Target.allCases.map(\.rawValue), defaultText: "questions"),
    Flag("--rounds", "N", .task, "How many rounds.", defaultText: "4"),
    Flag(
      "--operations", "NAMES", .task,
      "The operations with commas, each with =WEIGHT if it is not 1: "
        + Operation.ofQuestions.map(\.rawValue).joined(separator: ", ") + "; of answers "
        + Operation.ofAnswers.map(\.rawValue).joined(separator: ", ") + ".", defaultText: "all"),
    Flag(
      "--eliminate", "NAMES", .task,
      "The rules by text, with commas, or none: "
        + (EvolutionFilter.textRules + EvolutionFilter.answerRules).joined(separator: ", ") + ".",
      defaultText: "all"),
    Flag("--no-judge", .task, "Do not ask a judge whether a question asks for more."),
    Flag(
      "--answers", "N", .task, "Answers to each evolved question; 0 for none.", defaultText: "1"),
    Flag.seed,
  ]
}

/// What the flags of `generate evol-instruct` mean.
struct EvolFlags {
  let invocation: Invocation

  /// What per-stage flags begin with.
  static let prefixes = ["evolution", "judge", "answer"]

  func perform() async throws -> ExitStatus {
    try await invocation.requireDatabase()
    let access = try ModelFlags(invocation: invocation).access(EvolFlags.prefixes)
    let method = try evolInstruct(access)
    let rounds = method.stages.count
    return try await GenerationRun(
      invocation: invocation, path: invocation.operands[0], plan: method.plan,
      stages: method.stages, access: Array(repeating: access[0], count: rounds),
      further: ["gains": access[1], "answers": access[2]],
      roots: { connection in
        try invocation.checkCondition(over: "questions", connection)
        return try method.roots(connection)
      }
    ).perform()
  }

  private func evolInstruct(_ access: [ModelAccess]) throws -> EvolInstruct {
    let target = try invocation.choice("--evolve", as: EvolInstruct.Target.self) ?? .questions
    let weights = try weights(
      target == .questions ? Operation.ofQuestions : Operation.ofAnswers)
    let prompts = Prompts(invocation)
    var templates: [Operation: PromptTemplate] = [:]
    for operation in weights.operations {
      templates[operation] = try prompts.template(operation.prompt)
    }
    let answers = try invocation.int("--answers", in: 0...1000) ?? 1
    var models = [
      "evolutions": try model(
        "evolution", weights.operations[0].prompt, access[0],
        Sampling(temperature: 1, topP: 0.95, maxTokens: 2048))
    ]
    if target == .questions {
      if !invocation.isSet("--no-judge") {
        models["gains"] = try model(
          "judge", EvolInstruct.judgePrompt, access[1], Sampling(temperature: 0))
      }
      if answers > 0 {
        models["answers"] = try model(
          "answer", .answer, access[2], Sampling(temperature: 1, topP: 0.95, maxTokens: 2048))
      }
    } else if let flag = ["--no-judge", "--answers"].first(where: { invocation.isSet($0) }) {
      throw UsageError("\(flag) is about evolved questions: leave it out with --evolve answers")
    }
    var method = EvolInstruct(
      target: target, models: models, prompts: templates, weights: weights,
      seed: try invocation.int("--seed") ?? 0)
    method.rounds = try invocation.int("--rounds", in: 1...100) ?? method.rounds
    method.answers = answers
    method.filter = try filter()
    method.condition = invocation.text("--where")
    method.limit = try invocation.limit()
    return method
  }

  private func model(
    _ prefix: String, _ need: PromptNeed, _ access: ModelAccess, _ defaults: Sampling
  ) throws -> StageModel {
    try ModelFlags(invocation: invocation).model(
      prefix, prompt: try Prompts(invocation).template(need), access: access, defaults: defaults,
      guidance: try Prompts(invocation).guidance(prefix))
  }

  private func weights(_ all: [Operation]) throws -> OperationWeights {
    guard let typed = invocation.text("--operations") else { return OperationWeights(all) }
    var weights: [(operation: Operation, weight: Int)] = []
    for part in typed.split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard let name = pair.first, let operation = all.first(where: { $0.rawValue == name }),
        let weight = pair.count == 1 ? 1 : Int(pair[1]), (0...1_000_000).contains(weight)
      else {
        throw UsageError.value(
          String(part), of: "--operations",
          allowed: all.map(\.rawValue).joined(separator: ", ") + ", each with =WEIGHT if wanted")
      }
      weights.append((operation, weight))
    }
    let chosen = OperationWeights(weights)
    guard !chosen.operations.isEmpty else {
      throw UsageError("--operations leaves none: give at least one a weight above 0")
    }
    return chosen
  }

  private func filter() throws -> EvolutionFilter {
    guard let typed = invocation.text("--eliminate") else { return EvolutionFilter() }
    let all = EvolutionFilter.textRules + EvolutionFilter.answerRules
    let names = typed == "none" ? [] : typed.split(separator: ",").map(String.init)
    if let unknown = names.first(where: { !all.contains($0) }) {
      throw UsageError.value(unknown, of: "--eliminate", choices: all + ["none"])
    }
    return EvolutionFilter(Set(names))
  }
}

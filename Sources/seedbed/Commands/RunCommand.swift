import Base
import FoundationEssentials
import Store

extension Command {
  /// `seedbed run`.
  static let runRecipe = Command(
    "run", "DB RECIPE", summary: "run the steps of a recipe, one after the other",
    details: """
      A recipe is a JSON file with a name and steps, each a command with its flags; or the name of a \
      built-in one: \(Recipe.names.joined(separator: ", ")). Endpoint flags given here hold for every \
      step that has them and says nothing else. Its text is kept: view recipes has \
      every version.

      Each step goes on where it stopped, so the same command again does what is missing. A step that \
      fails ends the run; units that brought nothing do not, and the run ends with 3.
      """,
    examples: [
      "seedbed run my.db glan --model gpt-4o-mini --dry-run",
      "seedbed run my.db mine.json --from export", "seedbed run my.db all --draw",
    ],
    flags: [
      Flag("--from", "STEP", .task, "Begin with this step, by its name or number."),
      Flag("--draw", .output, "Print the steps as Mermaid and as text, and do nothing."),
      Flag("--dry-run", .output, "Show what each step would do and do nothing."),
    ] + Flag.endpoint
  ) { try await RecipeRun(invocation: $0).perform() }
}

/// One run of a recipe.
struct RecipeRun {
  let invocation: Invocation

  private var path: String { invocation.operands[0] }

  func perform() async throws -> ExitStatus {
    let recipe = try Recipe(invocation.operands[1])
    if invocation.isSet("--draw") {
      let drawing = RecipeDrawing(recipe: recipe)
      try invocation.console.output.write(drawing.mermaid)
      invocation.console.talk.say(drawing.text)
      return .done
    }
    // All steps are read before the first one runs.
    let steps = try recipe.steps.map { try prepared($0, of: recipe) }
    let first = try start(recipe)
    let isDry = invocation.isSet("--dry-run")
    if !isDry { try await store(recipe) }
    var status = ExitStatus.done
    for (number, step) in steps.enumerated().dropFirst(first) {
      invocation.console.talk.say(
        "step \(number + 1) of \(steps.count), \(recipe.steps[number].name): \(step.typed)")
      guard !isDry || step.canRehearse(path, isFirst: number == first) else { continue }
      let ended = try await step.command.run(step.invocation)
      guard [.done, .incomplete].contains(ended) else { return ended }
      if ended == .incomplete { status = .incomplete }
    }
    return status
  }

  /// A step whose command line was found in order.
  private struct Prepared {
    let command: Command
    let invocation: Invocation

    var typed: String { invocation.typed }

    /// False for a command that cannot be tried, or that needs what an earlier step would make.
    func canRehearse(_ path: String, isFirst: Bool) -> Bool {
      command.flags.contains { $0.name == "--dry-run" }
        && (isFirst || FileManager.default.fileExists(atPath: path))
    }
  }

  private func prepared(_ step: Recipe.Step, of recipe: Recipe) throws -> Prepared {
    guard case .command(let command, _) = try CommandTable.seedbed.find(step.words),
      command.words == step.words, command.name != "run"
    else {
      throw UsageError(
        "step \(step.name) of the recipe \(recipe.name) runs \(step.words.joined(separator: " ")), "
          + "which is no command that a recipe may run")
    }
    var more = forwarded(to: command, besides: step)
    let rehearses = invocation.isSet("--dry-run")
    if rehearses, command.flags.contains(where: { $0.name == "--dry-run" }) {
      more.append("--dry-run")
    }
    let arguments = Array(step.arguments(path, adding: more).dropFirst(step.words.count))
    do {
      return Prepared(
        command: command,
        invocation: try Invocation(arguments, for: command, console: invocation.console))
    } catch {
      throw UsageError("step \(step.name) of the recipe \(recipe.name): \(error)")
    }
  }

  /// The endpoint flags that were typed, as far as `command` has them and the step gives none.
  private func forwarded(to command: Command, besides step: Recipe.Step) -> [String] {
    Flag.endpoint.filter { flag in
      command.flags.contains { $0.name == flag.name }
        && !step.flags.contains { $0.name == flag.name }
    }.flatMap { flag in
      invocation.texts(flag.name).map { flag.variable == nil ? flag.name : "\(flag.name)=\($0)" }
    }
  }

  private func start(_ recipe: Recipe) throws -> Int {
    guard let typed = invocation.text("--from") else { return 0 }
    if let index = recipe.steps.firstIndex(where: { $0.name == typed }) { return index }
    if let number = Int(typed), recipe.steps.indices.contains(number - 1) { return number - 1 }
    throw UsageError.value(typed, of: "--from", choices: recipe.steps.map(\.name))
  }

  private func store(_ recipe: Recipe) async throws {
    let store = try await Store(path: path, mode: .readWrite)
    let kept = try await store.write { try $0.storeRecipe(recipe.name, recipe.text) }
    await store.close()
    invocation.console.talk.say("recipe \(kept.name), version \(kept.version)")
  }
}

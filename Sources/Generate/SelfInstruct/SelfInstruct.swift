internal import Base
public import Curate
public import Engine
public import Store

/// Self-Instruct: new tasks from a few, by their own examples.
///
/// After Wang and others 2023, "Self-Instruct: Aligning Language Models with Self-Generated
/// Instructions", arXiv 2212.10560; and Taori and others 2023, Stanford Alpaca.
public struct SelfInstruct: Sendable {
  /// How many of what, and down to which stage.
  public var extent: Extent
  /// The form of the tasks that are asked for.
  public var form: Form
  /// Whom the stages ask, by ``stageNames`` and, for instances of classifications,
  /// `class-instances`.
  public var models: [String: StageModel]
  /// The tasks to start from.
  public var seeds: SeedTasks
  /// What an instruction is judged by.
  public var filter = InstructionFilter()
  /// Above what similarity an instruction is dropped for one that was kept before.
  public var cutoff = Cutoff(above: .selfInstruct)
  /// What a token is in that.
  public var tokenizer = Tokenizer.unicode
  /// Of the draws.
  public var seed: Int

  /// What one request brings.
  public enum Form: String, Sendable, CaseIterable {
    /// Instructions, whose instances further requests bring.
    case original
    /// Whole tasks, with input and output.
    case alpaca
  }

  /// The stages, by the names that tables and flags have for them.
  public static let stageNames = ["instructions", "classifications", "instances", "answers"]

  /// Counts.
  public struct Extent: Sendable, Hashable {
    /// Instructions that are kept.
    public var instructions = 100
    /// Instructions that one request asks for.
    public var perRequest = 8
    /// Seed tasks in a prompt.
    public var human = 6
    /// Kept instructions in a prompt.
    public var machine = 2
    /// A request sees the pool as it was so many requests before.
    public var window = 64
    /// After so many requests without a new instruction it ends.
    public var fruitless = 50
    /// Instances of an instruction.
    public var instances = 5
    /// Answers to each question beside the output that its instance has.
    public var answers = 1
    /// The last stage, by its name.
    public var until = "instances"

    /// The paper's values.
    public init() {}
  }

  /// Self-Instruct.
  public init(
    extent: Extent, form: Form, models: [String: StageModel], seeds: SeedTasks, seed: Int
  ) {
    self.extent = extent
    self.form = form
    self.models = models
    self.seeds = seeds
    self.seed = seed
  }

  /// The prompt that `stage` needs; a base model has another one, and so has a run for
  /// classifications alone.
  public static func prompt(
    _ stage: String, form: Form, isRaw: Bool, isClassificationOnly: Bool = false
  ) -> PromptNeed {
    let base = isRaw ? "-base" : ""
    switch stage {
    case "instructions":
      let name =
        form == .alpaca
        ? "alpaca" : isClassificationOnly ? "class-instructions" : "instructions"
      return PromptNeed(
        name + base, InstructionStage.variables, required: InstructionStage.required)
    case "classifications":
      return PromptNeed(
        "classification" + base, ClassificationStage.variables,
        required: ClassificationStage.required)
    case "instances", "class-instances":
      return PromptNeed(
        stage + base, InstanceStage.variables, required: InstanceStage.required)
    default: return .answer
    }
  }

  /// The stages down to ``Extent/until``.
  public var stages: [any Stage] {
    guard let instructions = models["instructions"] else { return [] }
    var stages: [any Stage] = [
      InstructionStage(
        model: instructions, seeds: seeds, settings: settings,
        shots: (extent.human, extent.machine), seed: seed, isWhole: form == .alpaca)
    ]
    guard form == .original else { return stages }
    if let model = models["classifications"] { stages.append(ClassificationStage(model: model)) }
    if let input = models["instances"], let output = models["class-instances"] {
      stages.append(
        InstanceStage(inputFirst: input, outputFirst: output, count: extent.instances))
    }
    if let model = models["answers"] {
      stages.append(AnswerStage(model: model, count: extent.answers))
    }
    let last = SelfInstruct.stageNames.firstIndex(of: extent.until) ?? stages.count - 1
    return Array(stages.prefix(last + 1))
  }

  private var settings: PoolSettings {
    PoolSettings(
      wanted: extent.instructions, perRequest: extent.perRequest, window: extent.window,
      fruitless: extent.fruitless, filter: filter, cutoff: cutoff, tokenizer: tokenizer)
  }

  /// The plan: the same counts, models, prompts and seed are the same plan.
  public var plan: Plan {
    Plan(
      method: "self-instruct",
      parameters: [
        "form": .string(form.rawValue), "instructions": JSON(extent.instructions),
        "fruitless": JSON(extent.fruitless), "instances": JSON(extent.instances),
        "answers": JSON(extent.answers), "until": .string(extent.until),
        "seeds": .string(seeds.choice == .builtin ? "builtin" : "file"),
        "classification_only": .bool(seeds.isClassificationOnly),
      ], seed: seed, stages: stages.flatMap(\.plans))
  }

  /// The pool of the seed tasks, which are stored first if they are the built-in ones.
  ///
  /// Other seed tasks are another pool.
  public func roots(_ connection: Connection) throws -> [Artifact] {
    let tasks = try seeds.find(connection)
    guard tasks.count >= extent.human else {
      throw PromptError(
        "there are \(tasks.count) seed tasks where \(extent.human) are shown in a prompt: import "
          + "more with --as seed-tasks, or take --seeds builtin")
    }
    let content = Key(of: tasks.map(\.reference.key.text).sorted())
    let plan = try connection.importPlan(kind: .pool, source: "self-instruct", content: content)
    let draft = Draft(
      .pool, "Self-Instruct, \(tasks.count) seed tasks",
      attributes: ["seed_tasks": .string(content.text)], origin: .content(occurrence: 0),
      place: Place(1))
    let stored = try connection.insert([draft], Batch(plan: plan, method: "self-instruct"))
    return try connection.liveHeads(of: stored.map(\.reference))
  }

  /// How many instructions are kept below the pool, in a file that the plan was carried out in.
  public func kept(_ connection: Connection) throws -> Int {
    try connection.int(
      """
      SELECT count(*) FROM unit AS u JOIN call AS c ON c.unit_id = u.id
      JOIN artifact AS a ON a.call_id = c.id AND a.kind = 'instruction'
      JOIN standing AS st ON st.artifact_id = a.id AND st.status = 'live'
      WHERE u.stage = 'instructions' AND u.parent_id IN (SELECT value FROM json_each(?))
      """, [Value(JSON.array(try roots(connection).map { JSON($0.reference.id) }))])
  }
}

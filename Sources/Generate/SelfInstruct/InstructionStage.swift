internal import Base
internal import Client
internal import Curate
internal import Engine
internal import Store
internal import Synchronization

/// Self-Instruct's first step: new instructions from a few examples, each judged against all that were
/// kept before (section 2.2); or, in Alpaca's form, whole tasks.
final class InstructionStage: UnfoldingStage {
  let model: StageModel
  let seeds: SeedTasks
  let settings: PoolSettings
  /// How many seed tasks, and how many kept instructions, are shown in each prompt.
  let shots: (human: Int, machine: Int)
  /// Of the draws.
  let seed: Int
  /// Whether each task is asked for whole, as Alpaca does.
  let isWhole: Bool
  private let state: Mutex<InstructionPool?>

  static let variables: Set = ["examples", "count", "next", "language", "guidance"]
  static let required: Set = ["examples"]

  init(
    model: StageModel, seeds: SeedTasks, settings: PoolSettings,
    shots: (human: Int, machine: Int), seed: Int, isWhole: Bool
  ) {
    self.model = model
    self.seeds = seeds
    self.settings = settings
    self.shots = shots
    self.seed = seed
    self.isWhole = isWhole
    state = Mutex(nil)
  }

  let parentKind = Kind.pool
  let childKind = Kind.instruction
  var plan: PlanStage {
    model.planStage(
      "instructions", version: 1,
      adding: [
        ("human", JSON(shots.human)), ("machine", JSON(shots.machine)),
        ("window", JSON(settings.window)), ("per_request", JSON(settings.perRequest)),
        ("filters", JSON(settings.filter.names)),
        ("threshold", .string(settings.cutoff.threshold.description)),
        ("ties", .string(settings.cutoff.ties.rawValue)),
        ("tokenizer", .string(settings.tokenizer.rawValue)),
      ])
  }

  func unfold(
    _ root: Artifact, isFirst: Bool, in connection: Connection, run: Int
  ) throws -> Unfolding {
    try state.withLock { state in
      if isFirst {
        state = InstructionPool(
          try seeds.find(connection).map(SeedTasks.Task.init), settings,
          dropped: try connection.dropped(in: scope(root)))
      }
      var found = Unfolding()
      var members: [InstructionPool.Member] = []
      var isMore = true
      while isMore {
        isMore = false
        while let unit = try next(&state, connection) {
          let (drops, kept) = state?.judge(try candidates(unit, connection)) ?? ([], [])
          try store(drops, root, connection, run)
          members += kept.dropLast(max(0, (state?.members.count ?? 0) - settings.wanted))
          isMore = true
        }
        while state?.canPlan() == true, let unit = plan(&state, below: root) {
          found.units.append(unit)
          isMore = true
        }
      }
      if isFirst || state?.members.count ?? 0 > settings.wanted {
        try limit(state?.members ?? [], root, connection, run)
      }
      found.children = try connection.liveHeads(of: members.map(\.reference))
      return found
    }
  }

  /// Where the judgements below `root` hold.
  private func scope(_ root: Artifact) -> JSON {
    [
      "kind": "instruction", "below": .string(root.reference.key.text),
      "stage": .string(Key(of: plan.identity).text),
    ]
  }

  /// Stores drops, a screening for each rule.
  private func store(
    _ drops: [InstructionPool.Drop], _ root: Artifact, _ connection: Connection, _ run: Int
  ) throws {
    for (rule, drops) in Dictionary(grouping: drops, by: \.rule).sorted(by: { $0.key < $1.key }) {
      try connection.store(
        ScreeningDraft(
          rule: rule, scope: scope(root), isIncremental: true, examined: drops.count,
          decisions: drops.map(\.decision)), run: run)
    }
  }

  /// The unit that is judged next, if it is final.
  private func next(
    _ state: inout InstructionPool?, _ connection: Connection
  ) throws -> StoredUnit? {
    guard let judged = state?.judged, let planned = state?.planned, judged < planned.count,
      let unit = try connection.unit(planned[judged]), unit.state.isFinal
    else { return nil }
    return unit
  }

  /// Drops the members that are more than wanted; a larger number takes them in again.
  private func limit(
    _ members: [InstructionPool.Member], _ root: Artifact, _ connection: Connection, _ run: Int
  ) throws {
    let excess = members.enumerated().dropFirst(settings.wanted).map { index, member in
      DecisionDraft(
        .drop, member.id, value: Double(index + 1), threshold: Double(settings.wanted),
        reason: "number \(index + 1), where \(settings.wanted) were asked for")
    }
    try connection.storeIfChanged(
      ScreeningDraft(
        rule: "limit", scope: scope(root),
        parameters: ["limit": JSON(settings.wanted)], examined: excess.count, decisions: excess),
      run: run)
  }
}

extension InstructionStage {
  private func candidates(
    _ unit: StoredUnit, _ connection: Connection
  ) throws -> [InstructionPool.Candidate] {
    try connection.made(by: unit.id, kind: .instruction).map { artifact in
      InstructionPool.Candidate(
        member: InstructionPool.Member(
          id: artifact.reference.id, reference: artifact.reference, text: artifact.text),
        fault: artifact.attributes["fault"]?.string)
    }
  }

  /// Draws the examples of the next request and plans it.
  private func plan(_ state: inout InstructionPool?, below root: Artifact) -> UnitPlan? {
    guard let number = state?.planned.count, let seeds = state?.seeds,
      let visible = state?.visible(to: number), let members = state?.members
    else { return nil }
    let examples = draw(number, seeds, members[..<visible], root.reference.key)
    let draft = unitDraft(
      number, below: root.reference,
      parents: [root.reference.key] + examples.map(\.reference.key))
    state?.plan(draft.key)
    let parents =
      [Draft.Parent.stored(.source, root.reference)]
      + examples.map { .stored(.example, $0.reference) }
    return UnitPlan(
      draft: draft, request: { [self] in request(examples) },
      read: { [self] reading throws(UnreadableReply) in
        try isWhole ? tasks(reading, parents) : instructions(reading, parents)
      })
  }

  /// An example in a prompt.
  fileprivate struct Example: Sendable {
    let reference: ArtifactReference
    let instruction: String
    let input: String
    let output: String

    /// The instruction on one line.
    var line: String {
      instruction.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
  }

  /// Kept instructions as far as there are so many, filled up with seed tasks, in random order.
  private func draw(
    _ number: Int, _ seeds: [SeedTasks.Task], _ members: ArraySlice<InstructionPool.Member>,
    _ key: Key
  ) -> [Example] {
    var random = SeededGenerator(seed: seed, key: key, purpose: "examples \(number)")
    let machine = random.subset(min(shots.machine, members.count), below: members.count)
    let human = random.subset(
      min(shots.human + shots.machine - machine.count, seeds.count), below: seeds.count)
    var examples =
      human.map { seeds[$0] }.map {
        Example(
          reference: $0.reference, instruction: $0.instruction, input: $0.input, output: $0.output)
      }
      + machine.map { members[members.startIndex + $0] }.map {
        Example(reference: $0.reference, instruction: $0.text, input: "", output: "")
      }
    for index in examples.indices.reversed() {
      examples.swapAt(index, random.below(index + 1))
    }
    return examples
  }

  private func request(_ examples: [Example]) -> any ModelRequest {
    let shown = examples.enumerated().map { index, example in
      isWhole
        ? InstructionStage.block(index + 1, example)
        : "\(index + 1). " + example.line
    }
    return model.modelRequest([
      "examples": shown.joined(separator: "\n"), "count": String(settings.perRequest),
      "next": String(examples.count + 1),
    ])
  }

  private static func block(_ number: Int, _ example: Example) -> String {
    """
    ###
    \(number). Instruction: \(example.instruction)
    \(number). Input:
    \(example.input.isEmpty ? "<noinput>" : example.input)
    \(number). Output:
    \(example.output)
    """
  }

  private func instructions(
    _ reading: Reading, _ parents: [Draft.Parent]
  ) throws(UnreadableReply) -> [Draft] {
    let items = NumberedList(reading.content, isContinued: model.isRaw).items
    guard !items.isEmpty else { throw UnreadableReply("the reply has no numbered instruction") }
    return items.enumerated().map { index, text in
      instruction(index, text, [:], reading, parents)
    }
  }

  private func instruction(
    _ ordinal: Int, _ text: String, _ attributes: JSON, _ reading: Reading,
    _ parents: [Draft.Parent]
  ) -> Draft {
    Draft(
      .instruction, text, attributes: attributes, language: model.language, parents: parents,
      origin: .unit(reading.unit, ordinal: ordinal), place: reading.place.below(ordinal))
  }

  /// Whole tasks: each instruction with its question, and its answer where it has one.
  private func tasks(
    _ reading: Reading, _ parents: [Draft.Parent]
  ) throws(UnreadableReply) -> [Draft] {
    let blocks = TaskBlocks(reading.content).blocks
    guard !blocks.isEmpty else { throw UnreadableReply("the reply has no labelled instruction") }
    var drafts: [Draft] = []
    for (ordinal, block) in blocks.enumerated() {
      let fault = block.fault.map { [JSON.Member("fault", .string($0))] } ?? []
      drafts.append(
        instruction(ordinal, block.instruction, .object(fault), reading, parents))
      let instance = InstanceDrafts(
        instruction: block.instruction, parent: .draft(.instruction, drafts.count - 1),
        language: model.language, reading: reading)
      drafts += instance.drafts(
        ordinal, .init(input: block.input, output: block.output.isEmpty ? nil : block.output),
        after: drafts.count, below: reading.place.below(ordinal))
    }
    return drafts
  }
}

extension Connection {
  /// What was dropped in `scope` but for the limit, what a person took back included.
  fileprivate func dropped(in scope: JSON) throws -> Set<Int> {
    Set(
      try rows(
        """
        SELECT d.artifact_id FROM screening AS sc JOIN decision AS d ON d.screening_id = sc.id
        WHERE sc.scope = ? AND sc.rule <> 'limit'
        """, [Value(scope.canonical)]
      ) { $0.int(0) })
  }

  /// What was read from the response to a unit, whatever became of it, in canonical order.
  func made(by unit: Int, kind: Kind) throws -> [Artifact] {
    try rows(
      """
      SELECT \(Artifact.columns) FROM call AS c
      CROSS JOIN artifact AS a ON a.call_id = c.id AND +a.kind = ?2
      WHERE c.unit_id = ?1 ORDER BY a.plan_id, a.sequence, a.key
      """, [.integer(unit), .text(kind.rawValue)]
    ) { try Artifact($0) }
  }
}

import Base

@testable import Store

/// Random but repeatable changes to a small file.
struct RandomHistory {
  private let connection: Connection
  private var generator: SplitMix64
  private var artifacts: [(kind: Kind, reference: ArtifactReference)] = []
  private var runs: [Int] = []
  private var count = 0

  init(_ connection: Connection, seed: UInt64) {
    self.connection = connection
    generator = SplitMix64(state: seed)
  }

  /// The same past, in a copy of the file, with another future.
  init(continuing past: RandomHistory, in connection: Connection, seed: UInt64) {
    self.connection = connection
    generator = SplitMix64(state: seed)
    (artifacts, runs, count) = (past.artifacts, past.runs, past.count)
  }

  /// Makes one change; the result says which.
  mutating func step() throws -> String {
    switch Int.random(in: 0..<14, using: &generator) {
    case 0..<5: return try insert()
    case 5..<9: return "run \(try screen())"
    case 9: return try undo()
    case 10: return try revise()
    default: return try ask()
    }
  }

  /// A person's edit of anything, a head or not.
  private mutating func revise() throws -> String {
    guard let (kind, reference) = artifacts.randomElement(using: &generator) else {
      return "nothing"
    }
    let revision = Revision(
      reference.id, text: "edit \(Int.random(in: 0..<9, using: &generator))", reason: "better",
      keepsAnswers: Bool.random(using: &generator))
    do {
      let outcome = try connection.transaction { try connection.revise(revision) }
      artifacts.append((kind, outcome.version))
      return "revise \(reference.id): \(outcome.version.id)"
    } catch let error as StoreError {
      return "\(error)"
    }
  }

  /// Asks for an answer to a question, which brings one or fails; what is done is not asked again.
  private mutating func ask() throws -> String {
    guard let question = pick(.question) else { return "nothing" }
    let model = ["large", "small"].randomElement(using: &generator) ?? ""
    let ordinal = Int.random(in: 0..<2, using: &generator)
    let intention = RandomHistory.plan(model)
    let planned = UnitKeys(intention.stages[0]).draft(ordinal, below: question)
    let key = planned.key
    let text = "answer \(Int.random(in: 0..<4, using: &generator))"
    let isRedo = Bool.random(using: &generator)
    let isUsable = Int.random(in: 0..<4, using: &generator) > 0
    let answer: ArtifactReference? = try connection.transaction {
      let stored = try connection.unit(key)
      if let stored, stored.state.isFinal { return nil }
      let plan = try connection.store(intention)
      let unit = try stored?.id ?? connection.insert(planned, plan: plan)
      var call = CallDraft(
        attempt: (stored?.attempts ?? 0) + 1, endpoint: "local", url: "http://localhost",
        model: model, request: [("{\"content\":", false), (question.key.text, true), ("}", false)],
        startedAt: timestamp())
      if isUsable { call.response = text } else { call.failure = "rate_limited" }
      let id = try connection.insert(call, unit: unit, unitKey: key)
      guard isUsable else {
        try connection.setUnit(unit, .unfinished, class: "rate_limited", message: "too many")
        return nil
      }
      try connection.setUnit(unit, .done)
      let draft = Draft(
        .answer, text, parents: [.stored(.question, question)], origin: .unit(key, ordinal: 0),
        place: question.place.below(ordinal).below(0))
      let batch = Batch(plan: plan, method: "answers", call: id, time: call.startedAt)
      guard let before = try connection.predecessors(of: planned).first, isRedo || before.stale > 0
      else { return try connection.insert([draft], batch)[0].reference }
      let (heads, _) = try connection.succession(
        of: [draft], after: before.unit, onlyStale: !isRedo)
      return try connection.insert([draft], batch, succeeding: heads)[0].reference
    }
    if let answer { artifacts.append((.answer, answer)) }
    return "ask \(model) about \(question.id): \(answer?.id ?? 0)"
  }

  private static func plan(_ model: String) -> Plan {
    Plan(
      method: "answers", parameters: ["model": .string(model)],
      stages: [
        PlanStage(
          name: "answers", version: 1, prompt: .init(name: "answers", text: "Answer: {question}"),
          endpoint: "local", model: model, settings: ["temperature": 0.5])
      ])
  }

  private mutating func pick(_ kinds: Kind...) -> ArtifactReference? {
    artifacts.filter { kinds.contains($0.kind) }.randomElement(using: &generator)?.reference
  }

  private mutating func parents(of kind: Kind) -> [Draft.Parent]? {
    var parents: [Draft.Parent] = []
    func add(_ role: Role, _ parent: ArtifactReference?) {
      if let parent { parents.append(.stored(role, parent)) }
    }
    switch kind {
    case .subject: add(.discipline, pick(.discipline))
    case .answer:
      guard let question = pick(.question) else { return nil }
      add(.question, question)
    case .question:
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: add(.follows, pick(.answer))
      case 1: add(.evolvedFrom, pick(.question))
      case 2: add(.instruction, pick(.instruction))
      case 3: add(.example, pick(.question, .instruction))
      default: break
      }
      if Bool.random(using: &generator) { add(.subject, pick(.subject)) }
      if Bool.random(using: &generator) { add(.subject, pick(.subject)) }
    default: break
    }
    return parents
  }

  /// A new artifact, or, because few ids are in use, often a version of a known item.
  private mutating func insert() throws -> String {
    let kinds: [Kind] = [
      .discipline, .subject, .instruction, .question, .question, .answer, .answer,
    ]
    guard let kind = kinds.randomElement(using: &generator), let parents = parents(of: kind)
    else { return "nothing" }
    count += 1
    let id = String(Int.random(in: 0..<6, using: &generator))
    let isImported = Int.random(in: 0..<3, using: &generator) == 0
    let draft = Draft(
      kind, "text \(Int.random(in: 0..<9, using: &generator))", parents: parents,
      origin: isImported ? .imported(source: "s", id: id) : .content(occurrence: count),
      place: Place(Int.random(in: 0..<30, using: &generator)))
    let insertion = try connection.transaction {
      let plan = try connection.somePlan(count.isMultiple(of: 2) ? "a" : "b")
      return try connection.insert([draft], Batch(plan: plan, method: "test"))[0]
    }
    artifacts.append((kind, insertion.reference))
    return "\(insertion)"
  }

  /// Stores a screening with a few verdicts on anything, heads or not; the result is its run.
  mutating func screen() throws -> Int {
    let rule =
      ["dedup", "filter", "judge/quality", "person"].randomElement(using: &generator) ?? ""
    var decisions: [DecisionDraft] = []
    for _ in 0..<Int.random(in: 0..<4, using: &generator) {
      guard let artifact = artifacts.randomElement(using: &generator) else { break }
      let value = Double(Int.random(in: 0..<4, using: &generator))
      let verdict: Verdict =
        switch rule {
        case "person": Bool.random(using: &generator) ? .accept : .reject
        case "judge/quality": .score
        default: .drop
        }
      decisions.append(DecisionDraft(verdict, artifact.reference.id, value: value))
    }
    let isIncremental = rule == "person" || Int.random(in: 0..<3, using: &generator) == 0
    let scope: JSON = Bool.random(using: &generator) ? ["kind": "a"] : ["kind": "b"]
    runs.append(try connection.screen(rule, decisions, isIncremental: isIncremental, scope: scope))
    return runs.last ?? 0
  }

  private mutating func undo() throws -> String {
    guard let run = runs.randomElement(using: &generator) else { return "nothing" }
    do {
      try connection.transaction { try connection.undo(run: run) }
      return "undo \(run)"
    } catch let error as StoreError {
      return "\(error)"
    }
  }
}

/// Vigna's SplitMix64: the same numbers for the same seed, everywhere.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

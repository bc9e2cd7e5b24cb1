import Base
import TestSupport
import Testing

@testable import Store

@Suite struct StandingPropertyTests {
  @Test(arguments: Effort.seeds(32, long: 1000))
  func `after any change the standing is what the facts say`(_ seed: UInt64) throws {
    let file = try TemporaryFile()
    var history = RandomHistory(file.connection, seed: seed)
    for step in 0..<60 {
      let what = try history.step()
      let place: Comment = "seed \(seed), step \(step): \(what)"
      try expectStandingOfFacts(file.connection, place)
      try expectFunnelAddsUp(file.connection, place)
      let before = try file.connection.standingDump()
      try file.connection.transaction { try file.connection.refreshStanding() }
      #expect(try file.connection.standingDump() == before, place)
    }
    #expect(try file.connection.table("PRAGMA foreign_key_check").isEmpty)
    #expect(
      try file.connection.int("SELECT count(*) FROM lineage WHERE parent_id >= child_id") == 0)
  }

  @Test(arguments: UInt64(100)...115)
  func `undoing the last run restores every row of the standing`(_ seed: UInt64) throws {
    let file = try TemporaryFile()
    var history = RandomHistory(file.connection, seed: seed)
    for step in 0..<40 {
      _ = try history.step()
      let before = try file.connection.standingDump()
      let run = try history.screen()
      try file.connection.transaction { try file.connection.undo(run: run) }
      #expect(try file.connection.standingDump() == before, "seed \(seed), step \(step)")
    }
  }

  private func expectStandingOfFacts(_ connection: Connection, _ place: Comment) throws {
    var stored: [Int: NaiveStanding.Outcome] = [:]
    try connection.forEachRow("SELECT artifact_id, status, decision_id, chosen FROM standing") {
      stored[$0.int(0)] = .init(
        status: $0.text(1), decision: $0.optionalInt(2), isChosen: $0.int(3) == 1)
      return true
    }
    let expected = try NaiveStanding(connection).outcomes()
    for id in Set(stored.keys).union(expected.keys).sorted() where stored[id] != expected[id] {
      let found = "\(String(describing: stored[id])), not \(String(describing: expected[id]))"
      Issue.record("\(place): artifact \(id) is \(found)")
    }
  }

  private func expectFunnelAddsUp(_ connection: Connection, _ place: Comment) throws {
    let wrong = try connection.rows(
      """
      SELECT kind FROM funnel GROUP BY kind HAVING count(DISTINCT made) > 1
        OR made <> superseded + rejected + stale + sum(dropped_first) + left
      """
    ) { $0.text(0) }
    #expect(wrong == [], place)
    let made = "SELECT kind, count(*) FROM artifact GROUP BY kind ORDER BY kind"
    #expect(
      try connection.table("SELECT DISTINCT kind, made FROM funnel ORDER BY kind")
        == connection.table(made), place)
  }
}

/// Random but repeatable changes to a small file.
private struct RandomHistory {
  private let connection: Connection
  private var generator: SplitMix64
  private var artifacts: [(kind: Kind, reference: ArtifactReference)] = []
  private var runs: [Int] = []
  private var count = 0

  init(_ connection: Connection, seed: UInt64) {
    self.connection = connection
    generator = SplitMix64(state: seed)
  }

  /// Makes one change; the result says which.
  mutating func step() throws -> String {
    switch Int.random(in: 0..<10, using: &generator) {
    case 0..<5: return try insert()
    case 5..<9: return "run \(try screen())"
    default: return try undo()
    }
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

import Base
import Curate
import Formats
import Store
import Testing

@testable import Export

/// `--include-seed-tasks`: what people wrote is trained on, too.
@Suite struct SeedTaskTests {
  private struct SeedTask {
    let instruction: String
    let instances: [(input: String, output: String)]
  }

  private static let tasks = [
    SeedTask(
      instruction: "Sort the words by their last letter.",
      instances: [("pear fig", "fig pear"), ("oak elm", "oak elm"), ("a\u{0}b", "x\u{2028}y")]),
    SeedTask(instruction: "Name a colour of the sky.", instances: [("", "Blue.")]),
    SeedTask(instruction: "Nobody wrote an instance of this.", instances: []),
  ]

  private static func options(
    _ format: String = "messages", validation: Double = 0
  ) throws -> ExportOptions {
    let shares = try #require(Shares(validation: validation, test: 0, seed: 0))
    var options = ExportOptions(format: try #require(Format(named: format)), shares: shares)
    options.includesSeedTasks = true
    return options
  }

  /// A file with the seed tasks between one pair and another.
  private static func workshop(_ tasks: [SeedTask] = tasks) async throws -> Workshop {
    let workshop = try Workshop()
    try await workshop.store([Pair("Which letter comes first?", "A.")], source: "before")
    try await workshop.write { connection in
      let plan = try connection.importPlan(
        kind: .seedTask, source: "seeds", content: Key(of: ["seeds"]))
      for (line, task) in tasks.enumerated() {
        let instances = task.instances.map { instance -> JSON in
          ["input": .string(instance.input), "output": .string(instance.output)]
        }
        let draft = Draft(
          .seedTask, task.instruction,
          attributes: instances.isEmpty ? [:] : ["instances": .array(instances)],
          origin: .content(occurrence: 0), place: Place(line + 1))
        _ = try connection.insert([draft], Batch(plan: plan, method: "import"))
      }
    }
    try await workshop.store([Pair("Why is the sea salty?", "Rivers.")], source: "after")
    return workshop
  }

  private static func ids(_ workshop: Workshop, _ instruction: String) async throws -> Int {
    try await workshop.read {
      try $0.int("SELECT id FROM seed_tasks WHERE instruction = ?", [.text(instruction)])
    }
  }

  @Test func `each instance is a row in canonical order, and counted by itself`() async throws {
    let workshop = try await Self.workshop()
    let manifest = try await workshop.export(Self.options("alpaca"))
    let rows = try workshop.lines("train.jsonl")
    #expect(
      rows.map { $0["output"]?.string ?? "" }
        == ["A.", "fig pear", "oak elm", "x\u{2028}y", "Blue.", "Rivers."])
    #expect(rows[1]["instruction"]?.string == "Sort the words by their last letter.")
    #expect(
      rows.map { $0["input"]?.string ?? "" } == ["", "pear fig", "oak elm", "a\u{0}b", "", ""])
    #expect(manifest["seed_tasks"] == ["train": 4, "validation": 0, "test": 0])
    #expect(manifest["left_out"] == ["empty_answer": 1])
    #expect(manifest["selection"]?["include_seed_tasks"]?.bool == true)
  }

  @Test func `without being asked for none is a row, and a condition does not ask for them`()
    async throws
  {
    let workshop = try await Self.workshop()
    let plain = try await workshop.export()
    #expect(try workshop.lines("train.jsonl").count == 2 && plain["seed_tasks"] == .null)
    var options = try Self.options()
    options.condition = "question LIKE 'Why%'"
    options.limit = 1
    try await workshop.export(options)
    #expect(try workshop.lines("train.jsonl").count == 5)
  }

  @Test func `lineage names the task and the instance`() async throws {
    let workshop = try await Self.workshop()
    try await workshop.export(Self.options())
    let key = try await workshop.read {
      try $0.first("SELECT key FROM seed_tasks ORDER BY id") { $0.text(0) }
    }
    let rows = try workshop.lines("lineage.jsonl")
    #expect(rows.map { $0["instance"]?.int } == [nil, 0, 1, 2, 0, nil])
    #expect(rows[2]["question"]?.string == key && rows[2]["answer"]?.string == key)
    #expect(rows[2]["question_by"] == .null && rows[2]["line"]?.int == 3)
  }

  @Test(arguments: ["messages", "alpaca", "self-instruct", "glan", "hf"])
  func `written again they are the same, also one that was rejected`(
    format: String
  ) async throws {
    let workshop = try await Self.workshop()
    try await workshop.export(Self.options(format, validation: 0.5))
    let first = workshop.data
    let id = try await Self.ids(workshop, "Name a colour of the sky.")
    try await workshop.write { connection in
      let run = try connection.beginRun("reject", tool: "0")
      try connection.store(Judgement(.reject, [id], reason: "too easy"), run: run)
    }
    try await workshop.store([Pair("What is new?", "This.")], source: "later")
    let manifest = try await Exporter(database: workshop.database, options: .plain).repeatExport(
      1, into: workshop.output, command: "seedbed export", version: "1")
    #expect(workshop.data == first)
    #expect(manifest["no_longer_examples"]?.array?.count == 1)
    #expect(manifest["seed_tasks"]?["train"]?.int != nil)
    let again = try await workshop.export(Self.options(format, validation: 0.5))
    #expect(again["gone"]?["rows"]?.int == 1)
  }

  @Test func `the instances of a task are on one side, with what resembles them`() async throws {
    let many = (0..<60).map { number in
      SeedTask(
        instruction: "w\(number) x\(number) y\(number) z\(number)",
        instances: (0..<3).map { ("input \(number * 10 + $0)", "\($0)") })
    }
    let workshop = try await Self.workshop(many)
    try await workshop.store(
      (0..<60).map { Pair("w\($0) x\($0) y\($0) z\($0)", "a twin") }, source: "twins")
    let manifest = try await workshop.export(Self.options("alpaca", validation: 0.5))
    var sides: [String: Set<String>] = [:]
    for side in ["train", "validation"] {
      for row in try workshop.lines(side + ".jsonl") {
        sides[row["instruction"]?.string ?? "", default: []].insert(side)
      }
    }
    #expect(sides.values.allSatisfy { $0.count == 1 } && Set(sides.values.joined()).count == 2)
    let counts = manifest["seed_tasks"]
    #expect((counts?["train"]?.int ?? 0) + (counts?["validation"]?.int ?? 0) == 180)
  }

  @Test func `they are not held out by number`() async throws {
    let workshop = try await Self.workshop()
    var options = try Self.options()
    options.heldOut = HeldOut(validation: 0, test: 1, strata: nil)
    let manifest = try await workshop.export(options)
    #expect(manifest["seed_tasks"] == ["train": 4, "validation": 0, "test": 0])
    #expect(manifest["rows"]?["test"]?.int == 1 && manifest["short_strata"] == [:])
  }

  @Test func `two exports are compared instance by instance`() async throws {
    let workshop = try await Self.workshop()
    try await workshop.export(Self.options())
    try await workshop.export(Self.options())
    try await workshop.export()
    try await workshop.read { connection in
      #expect(try ExportComparison(1, 2, connection).json["same"]?.int == 6)
      let json = try ExportComparison(1, 3, connection).json
      #expect(json["same"]?.int == 2 && json["only_in_first"]?.array?.count == 4)
    }
  }

  @Test func `a file without seed tasks says so`() async throws {
    let workshop = try Workshop()
    try await workshop.store([Pair("Why?", "So.")])
    await #expect(throws: ExportError.self) { try await workshop.export(Self.options()) }
    #expect(workshop.text("train.jsonl") == nil)
  }
}

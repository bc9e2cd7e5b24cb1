import Engine
import Generate
import Store
import TestSupport
import Testing

/// GLAN run again: after its end, after a kill, with other counts, with other words.
@Suite struct GlanResumeTests {
  @Test func `the same plan again asks nothing and writes no judgement`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher(subjects: 3).double())
    let before = try await bench.dump()
    let silent = try Teacher(subjects: 3).double()
    let tally = try await bench.run(silent)
    #expect(silent.server.requestCount == 0)
    #expect(tally.total.reused == tally.total.planned && tally.missing == 0)
    let new = Set(try await bench.dump()).subtracting(before)
    #expect(new.count == 1, "only the run itself is new: \(new)")
  }

  @Test(arguments: [0, 3, 9, 20], [1, 16]) func `a stopped run goes on where it was`(
    stopAfter: Int, concurrency: Int
  ) async throws {
    let expected = try Bench()
    try await expected.run(try Teacher().double())
    let bench = try Bench()
    let first = try Teacher().double()
    let stopped = try await bench.run(
      first,
      Order {
        $0.stopAfter = stopAfter; $0.concurrency = concurrency
      })
    #expect(stopped.total.pending > 0)
    #expect(first.server.requestCount <= stopAfter + 2 * concurrency)
    try await bench.expectAccount(stopped)
    let second = try Teacher().double()
    try await bench.run(second)
    #expect(first.server.requestCount + second.server.requestCount == 38)
    #expect(try await bench.outcome() == (try await expected.outcome()))
  }

  @Test(arguments: [1, 5, 12], [1, 16]) func `a cancelled run goes on where it was`(
    cancelAfter: Int, concurrency: Int
  ) async throws {
    let expected = try Bench()
    try await expected.run(try Teacher().double())
    let bench = try Bench()
    let first = try Teacher().double(latency: 2)
    await #expect(throws: CancellationError.self) {
      try await bench.run(
        first,
        Order {
          $0.cancelAfter = cancelAfter; $0.concurrency = concurrency
        })
    }
    let second = try Teacher().double()
    try await bench.run(second)
    #expect(first.server.requestCount + second.server.requestCount <= 38 + concurrency)
    #expect(try await bench.outcome() == (try await expected.outcome()))
  }

  @Test func `a stop ends the waits between attempts`() async throws {
    let bench = try Bench()
    let double = try Teacher().double(faults: { number, _ in
      number > 1 ? .rateLimited(retryAfter: "100") : nil
    })
    let tally = try await bench.run(
      double,
      Order {
        $0.stopAfter = 1; $0.concurrency = 2
      })
    #expect(tally.total.pending + tally.total.unfinished > 0)
  }

  @Test func `larger counts extend what is there and ask nothing again`() async throws {
    let bench = try Bench()
    let teacher = Teacher(subjects: 4, sessions: 4, concepts: 4)
    try await bench.run(try teacher.double())
    let before = try await bench.lines("SELECT key FROM artifact WHERE kind <> 'subject'")
    let double = try teacher.double()
    try await bench.run(
      double,
      Order {
        $0.extent.questions = 6; $0.extent.answers = 2
      })
    let (questions, answers) = (4 * 2, 16 + 8 * 2)
    #expect(double.server.requestCount == questions + answers)
    let more = try teacher.double()
    try await bench.run(
      more,
      Order {
        $0.extent.questions = 6; $0.extent.answers = 2; $0.extent.subjects = 3
      })
    let perSubject = 1 + 6 + 12
    #expect(more.server.requestCount == 2 * perSubject)
    let after = Set(try await bench.lines("SELECT key FROM artifact WHERE kind <> 'subject'"))
    #expect(after.isSuperset(of: before))
  }

  @Test func `another discipline changes no key elsewhere`() async throws {
    let alone = try Bench()
    try await alone.run(try Teacher().double(), Order { $0.disciplines = ["Botany"] })
    let together = try Bench()
    try await together.run(
      try Teacher().double(), Order { $0.disciplines = ["Masonry", "Botany", "Law"] })
    #expect(try await together.keys().isSuperset(of: try await alone.keys()))
    let double = try Teacher().double()
    try await alone.run(double, Order { $0.disciplines = ["Masonry", "Botany", "Law"] })
    #expect(double.server.requestCount == 38)
    #expect(try await together.keys() == (try await alone.keys()))
  }

  @Test(arguments: ["model", "temperature", "language", "guidance", "seed"])
  func `what would ask otherwise is refused, and nothing is changed`(what: String) async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    let before = try await bench.dump()
    let double = try Teacher().double()
    let error = await #expect(throws: PlanConflict.self) {
      try await bench.run(double, Order { $0.change(what) })
    }
    let expected = what == "seed" ? "--seed" : what
    #expect(error?.description.contains(expected) == true)
    #expect(double.server.requestCount == 0)
    #expect(try await bench.dump() == before)
  }

  @Test func `another prompt is refused by its name`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    let folder = try TemporaryFolder()
    try folder.write("{{question}} Be brief.", to: "answer.md")
    let path = folder.path
    let error = await #expect(throws: PlanConflict.self) {
      try await bench.run(try Teacher().double(), Order { $0.prompts = path })
    }
    #expect(error?.description.contains("stage answers") == true)
    #expect(error?.description.contains("the prompt answer") == true)
  }

  @Test func `a conflict below a group that is open is found before anything is asked`()
    async throws
  {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    let before = try await bench.dump()
    let folder = try TemporaryFolder()
    try folder.write("{{question}} Be brief.", to: "answer.md")
    let path = folder.path
    let double = try Teacher().double()
    await #expect(throws: PlanConflict.self) {
      try await bench.run(
        double,
        Order {
          $0.prompts = path; $0.extent.subjects = 5
        })
    }
    #expect(double.server.requestCount == 0)
    #expect(try await bench.dump() == before)
  }

  @Test func `siblings come beside what is there`() async throws {
    let bench = try Bench()
    try await bench.run(try Teacher().double())
    let before = try await bench.keys()
    let double = try Teacher().double()
    try await bench.run(
      double,
      Order {
        $0.model = "other"; $0.allowsSiblings = true
      })
    #expect(try await bench.keys().isSuperset(of: before))
    #expect(try await bench.count("SELECT count(DISTINCT model) FROM answers") == 2)
    try await bench.run(
      double,
      Order {
        $0.model = "other"; $0.allowsSiblings = true
      })
    #expect(double.server.requestCount > 0)
  }
}

extension Order {
  /// Orders what makes another question of each request.
  fileprivate mutating func change(_ what: String) {
    switch what {
    case "model": model = "other"
    case "temperature": temperature = 0.25
    case "language": language = "Korean"
    case "guidance": guidance = "Be kind."
    default: seed = 8
    }
  }
}

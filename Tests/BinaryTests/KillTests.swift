import Base
import Foundation
import Synchronization
import TestSupport
import Testing

// One after the other: many processes at once would wait for each other, not for what is tried.
@Suite(.serialized) struct KillTests {
  private static let concurrency = 4

  @Test(arguments: Effort.seeds(3, long: 40))
  func `a run killed again and again ends as an undisturbed one and asks nothing twice`(
    _ seed: UInt64
  ) async throws {
    let calm = try Workbench()
    let double = try ModelDouble.teacher()
    try await calm.run(Course.command(calm.database, double))
    let killed = try Workbench()
    let (kills, requests) = try await generateWithKills(killed, SplitMix64(seed: seed))
    #expect(kills >= 3)
    #expect(requests <= Course.requests + KillTests.concurrency * kills)
    for bench in [calm, killed] { try await finish(bench) }
    let keys = "SELECT key FROM versions ORDER BY key"
    #expect(try await calm.column(keys) == killed.column(keys))
    for name in ["out/train.jsonl", "out/validation.jsonl", "out/lineage.jsonl"] {
      #expect(try calm.bytes(name) == killed.bytes(name), "\(name)")
    }
  }

  /// Kills each run at a random request until one ends; the result is how many were killed, and how
  /// many requests came in all.
  private func generateWithKills(
    _ bench: Workbench, _ random: SplitMix64
  ) async throws -> (kills: Int, requests: Int) {
    var (random, kills, requests) = (random, 0, 0)
    while true {
      let (victim, moment) = (Victim(), Int.random(in: 2...14, using: &random))
      let answered = try await kills == 0 ? [] : self.answered(bench)
      let double = try ModelDouble.teacher { habits in
        habits.latency = 2
        habits.faults = { number, _ in
          if number == moment { victim.send(SIGKILL) }
          return nil
        }
      }
      let ended = try await Tool.start(
        Course.command(bench.database, double, "--concurrency", "\(KillTests.concurrency)"),
        victim: victim
      ).ended()
      requests += double.bodies.count
      #expect(answered.isDisjoint(with: double.bodies))
      guard ended.wasKilled else {
        #expect(ended.status == 0, "\(ended.talk)")
        return (kills, requests)
      }
      kills += 1
    }
  }

  @Test(arguments: Effort.seeds(2, long: 20))
  func `a run with a target that is killed again and again ends as an undisturbed one`(
    _ seed: UInt64
  ) async throws {
    func command(_ bench: Workbench, _ double: ModelDouble) -> [String] {
      Course.command(bench.database, double, "--target", "13", "--rules", "length")
        .filter { $0 != "--questions" && $0 != Course.questions }
    }
    let (calm, undisturbed) = (try Workbench(), try ModelDouble.teacher())
    try await calm.run(command(calm, undisturbed))
    let killed = try Workbench()
    let kills = try await Victim.killed(
      at: 2...14, SplitMix64(seed: "target \(seed)"), double: ModelDouble.teacher
    ) { command(killed, $0) }
    #expect(kills >= 2)
    let keys = "SELECT key, status FROM versions ORDER BY key"
    #expect(try await calm.query(keys) == killed.query(keys))
    #expect(try await killed.number("SELECT count(*) FROM examples") == 13)
  }

  private func answered(_ bench: Workbench) async throws -> Set<String> {
    guard FileManager.default.fileExists(atPath: bench.database) else { return [] }
    return try await Set(
      bench.column("SELECT request FROM calls WHERE class IS NULL").compactMap(\.string))
  }

  private func finish(_ bench: Workbench) async throws {
    try await bench.run("curate", "dedup", bench.database)
    try await bench.run("export", bench.database, bench.file("out"), "--validation", "0.3")
    #expect(
      try await bench.column("SELECT DISTINCT state FROM units") == ["done"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `Ctrl-C does not wait until requests would be sent again`() async throws {
    let (bench, victim) = (try Workbench(), Victim())
    let double = try ModelDouble.teacher { habits in
      habits.faults = { number, _ in
        if number == 12 { victim.send(SIGINT) }
        return number > 9 ? .rateLimited(retryAfter: "100") : nil
      }
    }
    let ended = try await Tool.start(
      Course.command(bench.database, double, "--json"), victim: victim
    ).ended()
    #expect(ended.status == 130 && !ended.wasKilled, "\(ended.talk)")
    #expect(ended.json["calls"]?.int == double.bodies.count)
    #expect(try await bench.number("SELECT count(*) FROM calls") == double.bodies.count)
    let other = try ModelDouble.teacher()
    try await bench.run(Course.command(bench.database, other))
    #expect(try await bench.number("SELECT count(*) FROM examples") == 16)
  }

  @Test func `Ctrl-C lets what is in flight finish, ends with 130, and loses nothing`()
    async throws
  {
    let (bench, victim) = (try Workbench(), Victim())
    let double = try ModelDouble.teacher { habits in
      habits.latency = 5
      habits.faults = { number, _ in
        if number == 15 { victim.send(SIGINT) }
        return nil
      }
    }
    let ended = try await Tool.start(Course.command(bench.database, double), victim: victim)
      .ended()
    #expect(ended.status == 130 && !ended.wasKilled)
    #expect(ended.talk.contains("interrupted: the same command goes on from here"))
    #expect(double.bodies.count < Course.requests)
    #expect(
      try await bench.number("SELECT count(*) FROM calls WHERE class IS NULL")
        == double.bodies.count)
    let other = try ModelDouble.teacher()
    try await bench.run(Course.command(bench.database, other))
    #expect(double.bodies.count + other.bodies.count == Course.requests)
    #expect(
      try await bench.column("SELECT state FROM run ORDER BY id") == ["interrupted", "done"])
  }
}

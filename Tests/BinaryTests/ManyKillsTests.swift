import Base
import Foundation
import Synchronization
import TestSupport
import Testing

/// One run that is killed again and again: a hundred times in the long tests.
@Suite(.serialized) struct ManyKillsTests {
  private static let kills = Effort.isLong ? 100 : 10
  private static let concurrency = 4
  /// Of each of four subjects.
  private static let questions = Effort.isLong ? 100 : 12
  private static let requests = 2 + 4 + 8 * questions

  private func command(_ bench: Workbench, _ double: ModelDouble) -> [String] {
    [
      "generate", "glan", bench.database, "--discipline", "Optics", "--discipline", "Botany",
      "--subjects", "2", "--sessions", "6", "--concepts", "5", "--questions",
      "\(ManyKillsTests.questions)", "--model", "double", "--base-url", double.baseURL,
      "--concurrency", "\(ManyKillsTests.concurrency)",
    ]
  }

  @Test
  func `what was answered is asked once, whenever the process was killed, and files are equal`()
    async throws
  {
    let (calm, killed, double) = (try Workbench(), try Workbench(), try ModelDouble.teacher())
    try await calm.run(command(calm, double))
    var random = SplitMix64(seed: "kills")
    var (requests, faults, kills) = (0, 0, 0)
    while true {
      // So many requests a life that all kills happen before the run could end.
      let most = 2 * ManyKillsTests.requests / ManyKillsTests.kills
      let moment =
        kills < ManyKillsTests.kills ? Int.random(in: 1...max(2, most), using: &random) : 0
      let (life, ended) = try await live(killed, until: moment, kills)
      requests += life.requests
      faults += life.faults
      guard ended.wasKilled else {
        #expect(ended.status == 0, "\(ended.talk)")
        break
      }
      kills += 1
    }
    #expect(kills >= ManyKillsTests.kills * 8 / 10)
    #expect(
      requests <= ManyKillsTests.requests + faults + ManyKillsTests.concurrency * kills)
    for bench in [calm, killed] { try await finish(bench) }
    for name in ["out/train.jsonl", "out/validation.jsonl", "out/lineage.jsonl"] {
      #expect(try calm.bytes(name) == killed.bytes(name), "\(name)")
    }
  }

  /// Runs the command until it ends, or until request number `moment` (0 is never), at which it is
  /// killed; the result is how many requests came, and how many of them met a fault, so that they are
  /// sent again.
  private func live(
    _ bench: Workbench, until moment: Int, _ seed: Int
  ) async throws -> (life: (requests: Int, faults: Int), ended: Ended) {
    let victim = Victim()
    let faults = Mutex(0)
    let double = try ModelDouble.teacher { habits in
      habits.faults = { number, request in
        // The first one only asks whether somebody is there.
        if number == moment { victim.send(SIGKILL) }
        guard request.method == "POST" else { return nil }
        var random = SplitMix64(seed: UInt64(seed * 10_000 + number))
        // Replies of different speed, so that the kill meets each phase of a commit.
        guard Int.random(in: 0..<25, using: &random) == 0 else {
          return .delayed(Int.random(in: 0...3, using: &random))
        }
        faults.withLock { $0 += 1 }
        return .error(500, "now and then", headers: [("retry-after-ms", "1")])
      }
    }
    let ended = try await Tool.start(command(bench, double), victim: victim).ended()
    return ((double.bodies.count, faults.withLock { $0 }), ended)
  }

  private func finish(_ bench: Workbench) async throws {
    try await bench.run("curate", "dedup", bench.database)
    try await bench.run("export", bench.database, bench.file("out"), "--validation", "0.2")
    #expect(try await bench.column("SELECT DISTINCT state FROM units") == ["done"])
    #expect(try await bench.number("SELECT count(*) FROM units") == ManyKillsTests.requests)
  }
}

import Base
import Foundation
import Synchronization
import TestSupport
import Testing

/// Many calls of which a fifth goes wrong: in the long tests 100,000, which take two minutes.
@Suite(.serialized) struct SoakTests {
  private static let count = Effort.isLong ? 100_000 : 800
  /// The calls at which the process is looked at.
  private static let marks = [count / 10, count]
  private static let concurrency = 64

  /// What a process has at a moment.
  private struct Look: Sendable {
    var residentBytes: Int
    var descriptors: Int

    init?(_ process: Int32) {
      guard let pages = try? String(contentsOfFile: "/proc/\(process)/statm", encoding: .utf8),
        let resident = pages.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
        let open = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd")
      else { return nil }
      (residentBytes, descriptors) = (resident * Int(sysconf(Int32(_SC_PAGESIZE))), open.count)
    }
  }

  @Test func `every unit is accounted for, answers are joined right, and nothing leaks`()
    async throws
  {
    let bench = try Workbench()
    let rows = (1...SoakTests.count).map { #"{"question": "Why \#($0)?", "id": "\#($0)"}"# + "\n" }
    try bench.write(rows.joined(), to: "questions.jsonl")
    try await bench.run(
      "import", bench.database, bench.file("questions.jsonl"), "--as", "questions")
    let watched = Mutex<Int32?>(nil)
    let looks = Mutex<[Look]>([])
    let double = try ModelDouble(keepsRequests: false) { habits in
      habits.faults = { number, request in
        guard request.method == "POST" else { return nil }
        if SoakTests.marks.contains(number), let look = watched.withLock({ $0 }).flatMap(Look.init)
        {
          looks.withLock { $0.append(look) }
        }
        return .byChance(number, share: 0.2, seed: 7)
      }
    }
    let running = try Tool.start([
      "generate", "answers", bench.database, "--model", "double", "--base-url", double.baseURL,
      "--concurrency", "\(SoakTests.concurrency)", "--retries", "9", "--json",
    ])
    watched.withLock { $0 = running.id }
    let ended = try await running.ended()
    #expect([0, 3].contains(ended.status), "\(ended.talk)")
    try await checkAccounts(bench, ended.json, requests: double.server.requestCount - 1)
    #if os(Linux)
      checkLeaks(looks.withLock { $0 })
    #endif
  }

  private func checkAccounts(_ bench: Workbench, _ figures: JSON, requests: Int) async throws {
    let stage = figures["stages"]?["answers"] ?? [:]
    let counts = ["done", "unusable", "unfinished", "skipped", "pending"]
      .map { stage[$0]?.int ?? -1 }
    #expect(counts.reduce(0, +) == SoakTests.count && counts[3] == 0 && counts[4] == 0, "\(counts)")
    #expect(figures["calls"]?.int == requests)
    #expect(try await bench.number("SELECT count(*) FROM calls") == requests)
    #expect(
      try await bench.column("SELECT count(*) FROM units GROUP BY state ORDER BY count(*)")
        .compactMap(\.int) == counts.filter { $0 > 0 }.sorted())
    #expect(
      try await bench.number("SELECT count(*) FROM failures WHERE class IS NULL") == 0)
    #expect(try await bench.number("SELECT count(*) FROM answers") == counts[0])
    #expect(
      try await bench.number(
        """
        SELECT count(*) FROM answers AS a JOIN questions AS q ON q.id = a.question_id
        WHERE instr(a.text, 'Answer to [' || q.text || ']') <> 1
        """) == 0)
  }

  /// Connections are closed or used again, and memory does not grow with the calls.
  private func checkLeaks(_ looks: [Look]) {
    guard looks.count == 2 else {
      Issue.record("looked \(looks.count) times")
      return
    }
    // Not all of them are its own: it may have inherited some.
    #expect(looks[1].descriptors - looks[0].descriptors <= SoakTests.concurrency)
    let growth = Double(looks[1].residentBytes - looks[0].residentBytes) / 1e6
    // In a short run caches are being filled between the two looks.
    #expect(growth < 20, "\(growth) MB")
  }
}

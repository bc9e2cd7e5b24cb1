import Base
import Foundation
import Synchronization
import TestSupport
import Testing

/// A large run on an endpoint with faults: every request is accounted for, in little memory.
@Suite struct ScaleTests {
  /// With SEEDBED_LONG, 1,000 subjects with 100 questions each.
  private static let (subjects, questions) = Effort.isLong ? (1000, 100) : (20, 10)
  private static let disciplines = 10

  private func command(_ bench: Workbench, _ double: ModelDouble) -> [String] {
    ["generate", "glan", bench.database]
      + (0..<Self.disciplines).flatMap { ["--discipline", "Discipline \($0)"] }
      + ["--subjects", String(Self.subjects / Self.disciplines), "--sessions", "6"]
      + ["--concepts", "4", "--questions", String(Self.questions), "--concurrency", "64"]
      + ["--model", "double", "--base-url", double.baseURL, "--json"]
  }

  /// A double that does a few requests in a hundred wrong, and now and then looks at the process.
  private func double(_ look: @escaping @Sendable () -> Void) throws -> ModelDouble {
    try ModelDouble(keepsRequests: false) { habits in
      habits.answer = { $0.lesson }
      habits.faults = { number, request in
        if number % 50 == 0 { look() }
        guard request.method == "POST" else { return nil }
        return switch number % 97 {
        case 1: .error(500, "boom")
        case 2: .delivered(.halfBody)
        case 3: .rateLimited(retryAfter: "0")
        // All subjects and syllabi are wanted: only free text is cut.
        case 4 where Question(request.json).schema == nil: .truncated
        default: nil
        }
      }
    }
  }

  @Test func `everything that was planned is accounted for, and the run asks nothing again`()
    async throws
  {
    let bench = try Workbench()
    let process = Mutex<Int32?>(nil)
    let peak = Mutex(0)
    let double = try double {
      guard let id = process.withLock({ $0 }) else { return }
      let memory = Self.peakMemory(of: id)
      peak.withLock { $0 = max($0, memory) }
    }
    let tool = try Tool.start(command(bench, double))
    process.withLock { $0 = tool.id }
    let ended = try await tool.ended()
    #expect([0, 3].contains(ended.status), "\(ended.talk)")
    #expect(peak.withLock { $0 } < 500, "megabytes")
    try await account(bench, ended.json)
    let posts = double.server.requestCount
    let again = try await Tool.run(command(bench, double))
    #expect(again.status == ended.status && again.json["calls"] == 0)
    #expect(double.server.requestCount <= posts + 1)
  }

  /// The most memory that a process had, in megabytes; 0 where the system does not tell.
  private static func peakMemory(of process: Int32) -> Int {
    let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropLast().last.flatMap { Int($0) } ?? 0) / 1024
  }

  private func account(_ bench: Workbench, _ figures: JSON) async throws {
    let planned = (figures["stages"]?.object ?? []).map { $0.value["planned"]?.int ?? 0 }
    #expect(planned[1] == Self.subjects && planned[2] == Self.subjects * Self.questions)
    let states = try await bench.query(
      "SELECT stage, state, count(*) AS units FROM units GROUP BY stage, state")
    #expect(states.allSatisfy { ["done", "unusable"].contains($0["state"]?.string) })
    #expect(states.reduce(0) { $0 + ($1["units"]?.int ?? 0) } == planned.reduce(0, +))
    #expect(try await bench.number("SELECT count(*) FROM calls") == figures["calls"]?.int)
    // Questions that are done have one row each, and each of them an answer or a reason.
    let sums = try await bench.query(
      """
      SELECT (SELECT count(*) FROM units WHERE stage = 'questions' AND state = 'done') AS done,
        (SELECT count(*) FROM questions) AS questions,
        (SELECT count(*) FROM examples) AS examples,
        (SELECT count(*) FROM failures WHERE stage = 'answers' AND class = 'truncated') AS cut
      """)[0]
    #expect(sums["questions"] == sums["done"])
    #expect(
      sums["questions"]?.int == (sums["examples"]?.int ?? 0) + (sums["cut"]?.int ?? 0))
    #expect(
      try await bench.number(
        "SELECT count(*) FROM answers AS a JOIN questions AS q ON q.id = a.question_id "
          + "WHERE a.text NOT LIKE 'Answer to [' || substr(q.text, 1, 150) || '%'") == 0)
  }
}

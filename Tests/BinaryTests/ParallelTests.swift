import Base
import Foundation
import TestSupport
import Testing

/// Several processes over one file.
@Suite(.serialized) struct ParallelTests {
  /// The command over some of the disciplines.
  private func command(
    _ bench: Workbench, _ double: ModelDouble, _ disciplines: [String]
  ) -> [String] {
    ["generate", "glan", bench.database] + disciplines.flatMap { ["--discipline", $0] }
      + ["--subjects", "2", "--sessions", "3", "--concepts", "3", "--questions", "6"]
      + ["--concurrency", "4", "--model", "double", "--base-url", double.baseURL]
  }

  private static let disciplines = ["Organic Chemistry", "Music Theory", "Law"]

  @Test func `a process for each discipline, all at once, makes what one process makes`()
    async throws
  {
    let (alone, double) = (try Workbench(), try ModelDouble.teacher())
    try await alone.run(command(alone, double, Self.disciplines))
    let bench = try Workbench()
    // Made first, so that none of them has to.
    try await bench.run(
      "import", bench.database, try bench.write("Law\n", to: "d.txt"), "--as", "disciplines")
    let gate = Gate(count: Self.disciplines.count)
    let doubles = try Self.disciplines.map { discipline in
      try ModelDouble.teacher { habits in
        // The first reply comes when all processes ask: so they run at the same time.
        habits.faults = { _, request in
          if request.method == "POST" { gate.pass(discipline) }
          return nil
        }
      }
    }
    let tools = try zip(Self.disciplines, doubles).map {
      try Tool.start(command(bench, $1, [$0]))
    }
    for tool in tools {
      let ended = try await tool.ended()
      #expect(ended.status == 0, "\(ended.talk)")
    }
    #expect(gate.isOpen)
    #expect(doubles.map(\.bodies.count) == [1 + 2 + 12 + 12, 27, 27])
    let keys = "SELECT key, status FROM versions ORDER BY key"
    #expect(try await bench.query(keys) == alone.query(keys))
    #expect(try await bench.column("SELECT DISTINCT state FROM run") == ["done"])
    let idle = try ModelDouble.teacher()
    try await bench.run(command(bench, idle, Self.disciplines))
    #expect(idle.bodies.isEmpty)
  }

  @Test func `a file for each discipline, merged, has what one file has`() async throws {
    let (alone, double) = (try Workbench(), try ModelDouble.teacher())
    try await alone.run(command(alone, double, Self.disciplines))
    let parts = try Self.disciplines.map { _ in try Workbench() }
    for (part, discipline) in zip(parts, Self.disciplines) {
      try await part.run(command(part, double, [discipline]))
    }
    let whole = try Workbench()
    try await whole.run(["merge", whole.database] + parts.map(\.database))
    let keys = "SELECT key, kind, status FROM versions ORDER BY key"
    #expect(try await whole.query(keys) == alone.query(keys))
    #expect(try await whole.number("SELECT count(*) FROM examples") == 3 * 12)
    let idle = try ModelDouble.teacher()
    try await whole.run(command(whole, idle, Self.disciplines))
    #expect(idle.bodies.isEmpty)
  }

  @Test func `a second process for what another is asking for is refused, and asks nothing`()
    async throws
  {
    let bench = try Workbench()
    let silence = try Silence()
    let first = try Tool.start(command(bench, silence.double, ["Law"]))
    await silence.isAsked()
    let double = try ModelDouble.teacher()
    let both = command(bench, double, ["Law", "Music Theory"])
    let refused = try await bench.run(both, ending: 1)
    #expect(refused.talk.contains("run 1 is asking some of the same requests"), "\(refused.talk)")
    #expect(refused.talk.contains("--discipline Law"))
    #expect(double.bodies.isEmpty)
    // What the other does not ask for is free.
    try await bench.run(command(bench, double, ["Music Theory"]))
    #expect(double.bodies.count == 27)
    first.send(SIGKILL)
    #expect(try await first.ended().wasKilled)
    try await bench.run(both)
    #expect(double.bodies.count == 2 * 27)
  }
}

/// Opens when so many have come to it.
private final class Gate: Sendable {
  private let condition = NSCondition()
  private let count: Int
  private nonisolated(unsafe) var names: Set<String> = []

  init(count: Int) { self.count = count }

  var isOpen: Bool { condition.withLock { names.count == count } }

  /// Comes to it, and waits until it opens, but not for ever.
  func pass(_ name: String) {
    condition.withLock {
      names.insert(name)
      condition.broadcast()
      let limit = Date(timeIntervalSinceNow: 60)
      while names.count < count, condition.wait(until: limit) {}
    }
  }
}

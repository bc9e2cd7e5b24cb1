import Base
import Foundation
import TestSupport
import Testing

@Suite struct LeaseTests {
  @Test func `a second identical command is refused while the first runs, and follows its kill`()
    async throws
  {
    let bench = try Workbench()
    let silence = try Silence()
    let first = try Tool.start(Course.command(bench.database, silence.double))
    await silence.isAsked()
    let double = try ModelDouble.teacher()
    let second = Course.command(bench.database, double)
    let refused = try await bench.run(second, ending: 1)
    #expect(refused.talk.contains("run 1 is working on the same plan"), "\(refused.talk)")
    #expect(refused.talk.contains("wait for it to end"))
    #expect(double.bodies.isEmpty)
    #expect(try await bench.number("SELECT count(*) FROM run") == 1)
    first.send(SIGKILL)
    #expect(try await first.ended().wasKilled)
    try await bench.run(second)
    #expect(double.bodies.count == Course.requests)
    let states = try await bench.column("SELECT state FROM run ORDER BY id")
    #expect(states == ["interrupted", "done"])
  }
}

import Base
import TestSupport
import Testing

/// Runs that may ask nothing, or read what is recorded.
@Suite struct OfflineTests {
  private func offline(_ bench: Workbench, _ more: String...) -> [String] {
    ["generate", "glan", bench.database, "--offline", "--model", "double"] + Course.counts + more
  }

  @Test func `what is recorded is enough, without an endpoint, a key or a network`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double))
    let ended = try await bench.run(offline(bench, "--json"))
    #expect(ended.json["calls"]?.int == 0)
    #expect(ended.json["stages"]?["answers"]?["reused"]?.int == 16)
    #expect(double.bodies.count == Course.requests)
  }

  @Test func `what is missing is named, and the run ends with 3`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double, "--max-calls", "30"), ending: 4)
    let sent = double.server.requestCount
    let ended = try await bench.run(offline(bench, "--json"), ending: 3)
    // Which stages the thirty requests were of depends on whose replies came first.
    let open = ended.json["stages"]?.object?.reduce(0) { $0 + ($1.value["pending"]?.int ?? 0) } ?? 0
    #expect(open > 0, "\(ended.output)")
    let lines = ended.talk.split(separator: "\n").filter { $0.contains("not recorded: ") }
    #expect(lines.count == min(5, open), "\(ended.talk)")
    #expect(lines.allSatisfy { $0.contains(" below ") && $0.contains("(unit ") }, "\(ended.talk)")
    #expect(double.server.requestCount == sent)
    try await bench.run(Course.command(bench.database, double))
    #expect(double.bodies.count == Course.requests)
  }

  @Test func `a file that is not there is not made`() async throws {
    let bench = try Workbench()
    let ended = try await bench.run(offline(bench), ending: 3)
    #expect(ended.talk.contains("not recorded: subjects 1 below discipline"), "\(ended.talk)")
    #expect(try bench.contents().isEmpty)
  }

  @Test func `a reply that was cut off is asked for once more with room`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let command = Course.command(bench.database, double, "--answer-max-tokens", "5")
    let cut = try await bench.run(command, ending: 3)
    #expect(
      cut.talk.contains(
        "16 of the replies were cut off at the limit of tokens: --retry-truncated N"))
    #expect(
      try await bench.column("SELECT DISTINCT class FROM failures") == ["truncated"])
    let more = command + ["--retry-truncated", "900"]
    try await bench.run(more)
    #expect(double.bodies.count == Course.requests + 16)
    #expect(try await bench.number("SELECT count(*) FROM examples") == 16)
    for again in [more, command] { try await bench.run(again) }
    #expect(double.bodies.count == Course.requests + 16)
    // In a fresh file the first run does it, as a second attempt at the same request.
    let other = try Workbench()
    try await other.run(
      Course.command(
        other.database, double, "--answer-max-tokens", "5", "--retry-truncated", "900"))
    #expect(double.bodies.count == 2 * (Course.requests + 16))
    #expect(try await other.number("SELECT count(*) FROM units") == Course.requests)
  }

  @Test func `a limit that is too low, too, is not paid for again`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let command = Course.command(
      bench.database, double, "--answer-max-tokens", "5", "--retry-truncated", "6")
    for _ in 1...3 { try await bench.run(command, ending: 3) }
    #expect(double.bodies.count == Course.requests + 16)
  }
}

import Base
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import seedbed

/// Runs on a pseudo-terminal: what people see.
@Suite(.serialized) struct TerminalRunTests {
  private func screen(_ width: Int, _ text: String) -> Screen {
    var screen = Screen(width: width) { Printable.width(of: $0) }
    screen.write(text)
    return screen
  }

  @Test(arguments: [40, 80, 160])
  func `the status area is drawn in place and leaves nothing behind`(_ width: Int) async throws {
    let bench = try Workbench()
    // Slow enough to be drawn several times.
    let double = try ModelDouble.teacher { habits in
      habits.latency = 120
      habits.faults = { number, _ in number % 9 == 0 ? .error(500, "boom") : nil }
    }
    let terminal = try PseudoTerminal(columns: width)
    let tool = try Tool.start(
      Course.command(bench.database, double, "--concurrency", "4", "--retries", "0"),
      environment: ["TERM": "xterm"], terminal: terminal)
    let drawn = await terminal.read { $0.contains("in flight") && $0.contains("server_error") }
    let rest = await terminal.read { $0.contains("view failures") && $0.last?.isNewline == true }
    let ended = try await tool.ended()
    #expect(ended.status == 3)
    let seen = screen(width, drawn)
    #expect(seen.unknown == [] && seen.breaks == 0, "\(seen.unknown)")
    for line in seen.lines { #expect(Printable.width(of: line) < width, "\(line)") }
    #expect(drawn.contains("\u{1B}[31mfailed:"))
    let left = screen(width, drawn + rest)
    let text = left.lines.joined()
    #expect(left.lines.first?.hasPrefix("subjects: ") == true)
    #expect(!text.contains("[#") && !text.contains("in flight"), "\(text)")
  }

  @Test func `without colours there are none`() async throws {
    let bench = try Workbench()
    let double = try ModelDouble.teacher { habits in
      habits.faults = { _, _ in .error(500, "boom") }
    }
    let terminal = try PseudoTerminal(columns: 80)
    let tool = try Tool.start(
      Course.command(bench.database, double, "--retries", "0"),
      environment: ["TERM": "xterm", "NO_COLOR": "1"], terminal: terminal)
    let said = await terminal.read { $0.contains("view failures") || $0.contains("seedbed: ") }
    _ = try await tool.ended()
    #expect(!said.contains("\u{1B}[31m") && !said.contains("\u{1B}[2m"))
  }

  @Test(.timeLimit(.minutes(1)))
  func `Ctrl-C twice stops at once, below the area, and loses nothing that was committed`()
    async throws
  {
    let (bench, victim) = (try Workbench(), Victim())
    let double = try ModelDouble.teacher { habits in
      habits.faults = { number, _ in
        if number == 12 { victim.send(SIGINT) }
        return number > 8 ? .delayed(60_000) : nil
      }
    }
    let terminal = try PseudoTerminal(columns: 80)
    let tool = try Tool.start(
      Course.command(bench.database, double), environment: ["TERM": "xterm"], victim: victim,
      terminal: terminal)
    let first = await terminal.read { $0.contains("Ctrl-C again stops at once") }
    victim.send(SIGINT)
    let rest = await terminal.read {
      $0.contains("seedbed generate glan ") && $0.last?.isNewline == true
    }
    let ended = try await tool.ended()
    #expect(ended.status == 130 && !ended.wasKilled)
    let lines = screen(80, first + rest).lines
    #expect(lines.first?.hasPrefix("stopping: ") == true, "\(lines)")
    #expect(lines.contains { $0.hasPrefix("stopped at once: what was committed is kept") })
    #expect(!lines.joined().contains("[#"))
    let committed = try await bench.number("SELECT count(*) FROM calls WHERE class IS NULL")
    #expect((2...8).contains(committed))
    let other = try ModelDouble.teacher()
    try await bench.run(Course.command(bench.database, other))
    #expect(other.bodies.count == Course.requests - committed)
  }

  @Test func `elsewhere a log tells what was said, with the times`() async throws {
    let bench = try Workbench()
    let double = try ModelDouble.teacher()
    let log = bench.file("run.log")
    let ended = try await bench.run(
      Course.command(bench.database, double, "--quiet", "--log", log))
    #expect(ended.talk == "")
    let lines = try bench.text("run.log").split(separator: "\n")
    #expect(lines.first?.contains(" seedbed generate glan ") == true)
    #expect(lines.contains { $0.contains(" answers: 16 of 16 done") })
    #expect(lines.allSatisfy { $0.contains(#/^\d{4}-\d\d-\d\dT[\d:.]+Z /#) }, "\(lines)")
  }
}

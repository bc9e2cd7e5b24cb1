import Base
import Foundation
import TestSupport
import Testing

@Suite struct ConflictTests {
  /// A change to how something is asked: further words, and how the refusal names it.
  struct Change: Sendable, CustomTestStringConvertible {
    var words: [String]
    var difference: String
    var testDescription: String { words.joined(separator: " ") }
  }

  static let changes = [
    Change(words: ["--answer-model", "other"], difference: "model: double, now other"),
    Change(words: ["--answer-temperature", "0.2"], difference: "temperature: 0.7, now 0.2"),
    Change(words: ["--prompts", "DIR/prompts"], difference: "the prompt answer"),
    Change(words: ["--answer-guidance", "DIR/guidance.txt"], difference: "guidance"),
  ]

  @Test(arguments: changes)
  func `what is asked otherwise than before is refused, and --add asks it beside`(
    _ change: Change
  ) async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try prepare(bench)
    try await bench.run(Course.command(bench.database, double))
    let before = try bench.contents()
    let words = change.words.map { $0.replacing("DIR", with: bench.folder) }
    let command = Course.command(bench.database, double) + words
    let refused = try await bench.run(command, ending: 2)
    #expect(refused.talk.contains("stage answers was asked otherwise before"), "\(refused.talk)")
    #expect(refused.talk.contains(change.difference), "\(refused.talk)")
    #expect(refused.talk.contains("--add"))
    #expect(try bench.contents() == before)
    #expect(double.bodies.count == Course.requests)
    try await bench.run(command + ["--add"])
    #expect(double.bodies.count == Course.requests + 16)
    #expect(
      try await bench.column("SELECT count(*) FROM answers GROUP BY question_id")
        == Array(repeating: 2, count: 16))
    #expect(try await bench.number("SELECT count(*) FROM examples") == 16)
  }

  private func prepare(_ bench: Workbench) throws {
    try FileManager.default.createDirectory(
      atPath: bench.file("prompts"), withIntermediateDirectories: false)
    try bench.write("{{question}}\n\nThink first.\n", to: "prompts/answer.md")
    try bench.write("Be brief.\n", to: "guidance.txt")
  }

  @Test func `a dry run asks nothing and makes no file`() async throws {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    let ended = try await bench.run(Course.command(bench.database, double, "--dry-run"))
    #expect(ended.talk.contains("subjects: 2 to ask, 0 answered already"), "\(ended.talk)")
    #expect(try bench.contents().isEmpty)
    #expect(double.bodies.isEmpty)
  }
}

import Foundation
import Store
import TestSupport
import Testing

@testable import seedbed

@Suite struct ImportCommandTests: ~Copyable {
  private let output = Recorder()
  private let talk = Recorder()
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.file(name) }

  private func write(_ text: String, to name: String) throws -> String {
    try folder.write(text, to: name)
  }

  private func main(_ arguments: String...) async -> ExitStatus {
    let table = CommandTable(
      summary: "", version: "", families: [],
      sections: [CommandTable.Section(title: "All", commands: [.importFiles])])
    return await Program(table: table, console: .recording(output: output, talk: talk))
      .main(["import"] + arguments)
  }

  private func count(_ sql: String) async throws -> Int {
    try await Store(path: path("t.db"), mode: .readOnly).read { try $0.int(sql) }
  }

  @Test func `items of a benchmark have the name of their file, or of their source`() async throws {
    let file = try write(
      #"{"problem":"How many apples?","answer":"3"}"# + "\n", to: "gsm.test.jsonl")
    let map = ["--as", "benchmark", "--map", "question=problem"]
    #expect(await main(path("t.db"), file, map[0], map[1], map[2], map[3]) == .done)
    #expect(
      await main(path("t.db"), file, map[0], map[1], map[2], map[3], "--source", "grade") == .done)
    #expect(try await count("SELECT count(*) FROM benchmarks WHERE benchmark = 'gsm'") == 1)
    #expect(try await count("SELECT count(*) FROM benchmarks WHERE benchmark = 'grade'") == 1)
    #expect(try await count("SELECT count(*) FROM questions") == 0)
  }

  @Test func `an import says what became of the rows and records a run`() async throws {
    let file = try write("text\na\nb\n", to: "a.csv")
    #expect(await main(path("t.db"), file, "--as", "questions", "--json") == .done)
    #expect(
      talk.text == "read 2 rows of 1 file: 2 inserted, 0 new versions, 0 already known\n")
    #expect(
      output.text
        == #"{"files":1,"rows":2,"blank_lines":0,"inserted":2,"new_versions":0,"already_known":0,"unanswered":0,"artifacts":2}"#
        + "\n")
    #expect(
      try await count(
        "SELECT count(*) FROM run WHERE state = 'done' AND plan_id = 1 AND figures ->> 'rows' = 2")
        == 1)
    #expect(try await count("SELECT count(*) FROM artifact_text_docsize") == 2)
  }

  @Test func `the same again writes nothing but its run`() async throws {
    let file = try write("a\n\nb\n", to: "a.txt")
    #expect(await main(path("t.db"), file, "--as", "disciplines") == .done)
    let other = try write("B\n", to: "b.txt")
    #expect(await main(path("t.db"), other, "--as", "disciplines") == .done)
    #expect(
      talk.text == """
        read 2 rows of 1 file: 2 inserted, 0 new versions, 0 already known; 1 blank line skipped
        read 1 row of 1 file: 0 inserted, 0 new versions, 1 already known

        """)
    #expect(try await count("SELECT count(*) FROM plan") == 1)
    #expect(try await count("SELECT count(*) FROM run WHERE state = 'done'") == 2)
  }

  @Test func `a dry run writes nothing and makes no database`() async throws {
    let file = try write("a\n", to: "a.txt")
    #expect(await main(path("t.db"), file, "--as", "disciplines", "--dry-run") == .done)
    #expect(!FileManager.default.fileExists(atPath: path("t.db")))
    #expect(await main(path("t.db"), file, "--as", "disciplines", "-q") == .done)
    let more = try write("a\nb\n", to: "b.txt")
    #expect(await main(path("t.db"), more, "--as", "disciplines", "--dry-run") == .done)
    #expect(
      talk.text == """
        read 1 row of 1 file: 1 inserted, 0 new versions, 0 already known \
        (dry run: nothing was written)
        read 2 rows of 1 file: 1 inserted, 0 new versions, 1 already known \
        (dry run: nothing was written)

        """)
    #expect(try await count("SELECT count(*) FROM disciplines") == 1)
    #expect(try await count("SELECT count(*) FROM run") == 1)
  }

  @Test func `a fault in the last line changes nothing`() async throws {
    let file = try write("{\"text\":\"a\"}\n{\"text\":\n", to: "a.jsonl")
    #expect(await main(path("t.db"), file, "--as", "questions") == .failed)
    #expect(
      talk.text == "seedbed: \(file), line 2: not JSON: "
        + "the text ends where a value is expected at byte 9\n")
    #expect(!FileManager.default.fileExists(atPath: path("t.db")))
  }

  @Test(arguments: [
    ([], "--as KIND is missing: give disciplines"),
    (["--as", "question"], "--as \"question\" is not allowed: give disciplines"),
    (
      ["--as", "questions", "--map", "answer=x"], "--map \"answer=x\" is not allowed: give question"
    ),
    (["--as", "pairs", "--map", "x"], "--map \"x\" is not allowed: give name=value"),
    (["--as", "pairs", "--map", "id=a", "--map", "id=b"], "--map id is given twice"),
    (["--as", "pairs", "-", "-"], "\"-\" is given twice"),
  ])
  func `wrong usage is told before anything is read`(
    _ arguments: [String], _ beginning: String
  ) async {
    let program = Program(
      table: CommandTable(
        summary: "", version: "", families: [],
        sections: [CommandTable.Section(title: "All", commands: [.importFiles])]),
      console: .recording(output: output, talk: talk))
    #expect(await program.main(["import", path("t.db"), path("none")] + arguments) == .usage)
    #expect(talk.text.hasPrefix("seedbed: \(beginning)"), "\(talk.text)")
  }
}

import Base
import Foundation
import Store
import Testing

@testable import seedbed

@Suite struct ExportCommandTests {
  private let folder = NSTemporaryDirectory() + "export-command-" + UUID().uuidString
  private let output = Recorder()
  private let talk = Recorder()

  /// Runs `seedbed export` on a database of ten pairs.
  private func run(_ flags: String...) async throws -> ExitStatus { try await run(flags) }

  private func run(_ flags: [String]) async throws -> ExitStatus {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let database = folder + "/qa.db"
    try await Store(path: database, mode: .readWrite).write { connection in
      let plan = try connection.importPlan(kind: .question, source: "t", content: Key(of: ["t"]))
      for line in 0..<10 {
        let question = Draft(
          .question, "what is \(line * 37)?", origin: .content(occurrence: 0), place: Place(line))
        let answer = Draft(
          .answer, "it is \(line)", parents: [.draft(.question, 0)],
          origin: .content(occurrence: 0), place: Place(line))
        _ = try connection.insert([question, answer], Batch(plan: plan, method: "import"))
      }
    }
    let console = Console.recording(output: output, talk: talk)
    let status = await Program(table: .seedbed, console: console)
      .main(["export", database, folder + "/out"] + flags)
    try? FileManager.default.removeItem(atPath: database)
    return status
  }

  private func cleanUp() { try? FileManager.default.removeItem(atPath: folder) }

  @Test func `it tells the rows, and with json the manifest`() async throws {
    defer { cleanUp() }
    #expect(try await run("--validation", "0", "--json") == .done)
    #expect(talk.text.contains("10 train, 0 validation, 0 test rows in \(folder)/out\n"))
    #expect(try JSON(parsing: output.text)["rows"]?["train"]?.int == 10)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/out").sorted()
    #expect(names == ["lineage.jsonl", "manifest.json", "train.jsonl"])
  }

  @Test func `a dry run writes nothing`() async throws {
    defer { cleanUp() }
    #expect(try await run("--dry-run", "--validation", "0") == .done)
    #expect(talk.text.contains("10 train, 0 validation, 0 test rows; nothing was written\n"))
    #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
  }

  @Test func `a whole number of rows is held out, and too few are warned of`() async throws {
    defer { cleanUp() }
    // All ten resemble the first: it alone can be held out, and the others go with it.
    #expect(try await run("--validation", "0", "--test", "3", "--strata", "method") == .done)
    #expect(talk.text.contains("0 train, 0 validation, 1 test rows"))
    #expect(talk.text.contains("left out: 9 that resemble a held-out row"))
    #expect(talk.text.contains("warning: import can hold out 1 row only"))
  }

  @Test(arguments: [
    (["--strata", "method"], "--strata needs a whole number"),
    (["--test", "2", "--strata", "nope"], "the view examples has no column nope"),
    (["--test", "2", "--group", "subject"], "--group keeps whole groups together"),
  ]) func `what cannot be held out is refused`(flags: [String], sentence: String) async throws {
    defer { cleanUp() }
    #expect(try await run(flags) == .usage)
    #expect(talk.text.contains(sentence))
  }

  @Test func `a side without rows is warned of`() async throws {
    defer { cleanUp() }
    #expect(try await run("--validation", "0.000001") == .done)
    #expect(
      talk.text.contains("warning: no row is for validation: with so few rows, try another --seed"))
  }

  @Test(arguments: [
    (
      ["--where", "nope = 1"],
      "--where: the SQL is wrong: no such column: nope"
    ),
    (
      ["--validation", "0.6", "--test", "0.6"],
      "--validation and --test are more than 1 together: give smaller shares"
    ),
    (["--format", "mesages"], "did you mean messages?"),
    (
      ["--include-seed-tasks", "--format", "dpo-trl", "--quiet"],
      "--include-seed-tasks: a seed task has no worse answer, which format dpo-trl needs: leave it out"
    ),
    (
      ["--validation", "10%"],
      #"--validation "10%" is not allowed: give a share from 0 to 1, such as 0.1"#
    ),
    (
      ["--validation", "2.5"],
      #"--validation "2.5" is not allowed: give a share from 0 to 1, such as 0.1"#
    ),
  ])
  func `wrong usage is told in a sentence and writes nothing`(
    flags: [String], sentence: String
  ) async throws {
    defer { cleanUp() }
    let status =
      flags.count == 2
      ? try await run(flags[0], flags[1]) : try await run(flags[0], flags[1], flags[2], flags[3])
    #expect(status == .usage)
    #expect(talk.text.contains(sentence))
    #expect(!FileManager.default.fileExists(atPath: folder + "/out"))
  }

  @Test func `the command line is recorded as a shell would take it`() throws {
    let invocation = try Invocation(
      ["a.db", "my dir", "--where", "method = 'glan'", "--seed=3", "--json"], for: .export,
      console: .recording())
    #expect(
      invocation.typed
        == #"seedbed export a.db 'my dir' --where 'method = '\''glan'\''' --seed=3 --json"#)
  }
}

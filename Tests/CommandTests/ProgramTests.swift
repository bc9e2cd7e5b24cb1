import TestSupport
import Testing

@testable import seedbed

@Suite struct ProgramTests {
  private let output = Recorder()
  private let talk = Recorder()

  private func main(_ arguments: String..., table: CommandTable = .demo) async -> ExitStatus {
    await Program(table: table, console: .recording(output: output, talk: talk)).main(arguments)
  }

  /// A table with one command, `go`.
  private func going(
    _ run: @escaping @Sendable (Invocation) async throws -> ExitStatus
  ) -> CommandTable {
    let go = Command("go", "", summary: "go", run: run)
    return CommandTable(
      summary: "", version: "", families: [],
      sections: [CommandTable.Section(title: "All", commands: [go])])
  }

  @Test func `a command's data and talk go apart, its status is the program's`() async {
    #expect(await main("ask", "a", "b") == .incomplete)
    #expect(output.text == "a,b\n")
    #expect(talk.text == "asked\n")
  }

  @Test func `general switches may stand before the command`() async {
    #expect(await main("--quiet", "ask", "a") == .incomplete)
    #expect(talk.text == "")
  }

  @Test func `the version is printed`() async {
    #expect(await main("--version") == .done)
    #expect(output.text == "seedbed 1.2.3\n")
  }

  @Test(arguments: [
    ["ask", "--help"], ["ask", "--bogus", "-h"], ["help", "ask"], ["--help", "ask"],
  ])
  func `help is given wherever it is asked for`(_ arguments: [String]) async {
    let program = Program(table: .demo, console: .recording(output: output, talk: talk))
    #expect(await program.main(arguments) == .done)
    #expect(output.text == Help(table: .demo).text(of: Command.ask))
  }

  @Test func `nothing asked for is wrong usage, with the overview as talk`() async {
    #expect(await main() == .usage)
    #expect(talk.text == Help(table: .demo).overview)
    #expect(output.text == "")
  }

  @Test(arguments: [
    (["stauts"], #"unknown command "stauts": did you mean "status"?"#),
    (["dedup", "db"], #"unknown command "dedup": did you mean "curate dedup"?"#),
    (["curate", "dedupe"], #"unknown command "curate dedupe": did you mean "curate dedup"?"#),
    (["--json", "status", "db"], "the command comes before its flags: seedbed COMMAND … --json …"),
    (["frobnicate"], #"unknown command "frobnicate": see seedbed --help"#),
    (["curate"], #""curate" alone says too little: add dedup or filter"#),
    (["status"], "DB is missing: seedbed status DB [flags]"),
  ])
  func `wrong usage is one sentence and exit status 2`(
    _ arguments: [String], _ sentence: String
  ) async {
    let program = Program(table: .demo, console: .recording(output: output, talk: talk))
    #expect(await program.main(arguments) == .usage)
    #expect(talk.text == "seedbed: \(sentence)\n")
  }

  @Test func `operands that were swapped are told`() async throws {
    let box = try Sandbox()
    let file = try box.folder.write("", to: "notes.txt")
    let result = await box.run("why", file)
    #expect(result.status == .usage)
    #expect(
      result.talk.hasSuffix("notes.txt does not: seedbed why DB ID [flags]\n"), "\(result.talk)")
  }

  @Test func `an error is one sentence and exit status 1`() async {
    struct Fault: Error, CustomStringConvertible { let description = "the disk is \u{1B}[31mfull" }
    #expect(await main("go", table: going { _ in throw Fault() }) == .failed)
    #expect(talk.text == "seedbed: the disk is ␛[31mfull\n")
  }

  @Test func `data that was printed before an error is kept`() async {
    struct Fault: Error {}
    let table = going { invocation in
      try invocation.console.output.write("data\n")
      throw Fault()
    }
    #expect(await main("go", table: table) == .failed)
    #expect(output.text == "data\n")
  }

  @Test func `cancellation is an interruption`() async {
    #expect(await main("go", table: going { _ in throw CancellationError() }) == .interrupted)
    #expect(talk.text == "seedbed: interrupted\n")
  }

  @Test func `a reader who leaves early is no error`() async {
    let table = going { invocation in
      for _ in 0..<100_000 { try invocation.console.output.write("data\n") }
      return .failed
    }
    var console = Console.recording(talk: talk)
    console.output = Output { _ in throw Output.ReaderGone() }
    #expect(await Program(table: table, console: console).main(["go"]) == .done)
    #expect(talk.text == "")
  }

  @Test func `exit statuses are a promise`() {
    let statuses: [ExitStatus] = [.done, .failed, .usage, .incomplete, .stopped, .interrupted]
    #expect(statuses.map(\.rawValue) == [0, 1, 2, 3, 4, 130])
  }
}

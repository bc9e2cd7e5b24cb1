import Testing

@testable import seedbed

@Suite struct CompletionsTests {
  private let table = CommandTable.seedbed

  @Test(arguments: Shell.allCases)
  func `every command, family and flag is completed, with all of a flag's values`(shell: Shell) {
    let script = shell.script(table)
    let words = Set(script.split { !($0.isLetter || $0.isNumber || "-_".contains($0)) })
    for word in table.commands.flatMap(\.words) + table.families.map(\.word) {
      #expect(words.contains(Substring(word)), "\(word)")
    }
    for command in table.commands {
      for name in command.flagNames + command.flags.compactMap(\.alias) {
        let bare = shell == .fish ? String(name.drop { $0 == "-" }) : name
        #expect(words.contains(Substring(bare)), "\(command.name) \(name)")
      }
      for choice in command.flags.flatMap(\.choices) {
        #expect(script.contains(choice), "\(command.name) \(choice)")
      }
    }
  }

  @Test(arguments: [
    ("--as", CompletionFlag.Value.oneOf(["questions", "pairs"])), ("--dry-run", .nothing),
    ("--temperature", .text("T")), ("--log", .file), ("--answer-model", .text("NAME")),
  ])
  func `what follows a flag is known`(_ name: String, _ value: CompletionFlag.Value) {
    #expect(CompletionFlag.all(of: .ask).first { $0.name == name }?.value == value)
  }

  @Test func `quotes and brackets in help do no harm`() {
    #expect(Shell.quoted("a model's") == #"'a model'\''s'"#)
    let odd = Command("go", "", summary: "it's", flags: [Flag("--x", .task, "One [of]: it's.")]) {
      _ in .done
    }
    let table = CommandTable(
      summary: "", version: "1", families: [], sections: [.init(title: "", commands: [odd])])
    #expect(ZshCompletions(table: table).script.contains(#"'--x[One \[of\]\: it'\''s]'"#))
    #expect(FishCompletions(table: table).script.contains(#"-a go -d 'it'\''s'"#))
  }

  @Test func `a shell that is not known is told which are`() async {
    let talk = Recorder()
    let program = Program(table: .seedbed, console: .recording(talk: talk))
    #expect(await program.main(["completions", "fis"]) == .usage)
    #expect(
      talk.text == """
        seedbed: SHELL "fis" is not allowed: give bash, zsh or fish; did you mean fish?

        """)
  }
}

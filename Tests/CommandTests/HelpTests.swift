import Base
import Testing

@testable import seedbed

@Suite struct HelpTests {
  private let help = Help(table: .demo)

  @Test func `the overview has a line for each command and family`() {
    #expect(
      help.overview == """
        seedbed 1.2.3: a table for tests

        Usage: seedbed COMMAND [operands] [flags]; COMMAND --help says more

        Make:
          ask     ask a model about each row

        Look:
          curate  drop what is not good enough
          status  count what there is

        """)
  }

  @Test func `a family lists its commands`() {
    #expect(
      help.text(of: CommandTable.demo.families[0]) == """
        Usage: seedbed curate COMMAND [operands] [flags]

        Drop what is not good enough.

        Commands:
          curate dedup   drop near-duplicates
          curate filter  apply rules

        More: seedbed curate COMMAND --help

        """)
  }

  @Test func `a command tells its usage, flags, stages and examples`() {
    #expect(
      help.text(of: Command.ask) == """
        Usage: seedbed ask DB [FILE…] [flags]

        Ask a model about each row.

        Rows that were asked before are not asked again.

        What to do:
          --as KIND          What the rows are. One of questions, pairs.
          --map NAME=COLUMN  Another column. May be repeated.

        Which rows:
          -n, --limit N      At most this many rows. [default: all]

        Model and endpoint:
          --model NAME *     The model to ask.
          --temperature T *  Sampling temperature: from 0, always the likeliest token,
                             to 2.

        Output:
          --dry-run          Only show the plan.

        General:
          -q, --quiet        Say nothing but warnings and errors.
          --log FILE         Add what is said to this file, too, each line after the
                             time.
          --no-color         No colours, as the variable NO_COLOR does.
          -h, --help         Show this help.

        * Also for one stage alone, as in --answer-model; stages: question, answer.

        Examples:
          seedbed ask qa.db --model gpt-4o-mini

        """)
  }

  @Test func `a long name has a line of its own`() {
    #expect(
      help.item("--a-name-that-is-long-indeed X", "What.", column: 12) == [
        "  --a-name-that-is-long-indeed X", "            What.",
      ])
  }

  @Test func `paragraphs are wrapped by display width, indented lines stay`() {
    let text = "one two\nthree\n\n  as it  is\n日本語 日本語"
    #expect(
      Wrap.lines(text, width: 9) == ["one two", "three", "", "  as it  is", "日本語", "日本語"])
  }
}

/// Holds for the real table, whatever is in it.
@Suite struct CommandTableTests {
  private let table = CommandTable.seedbed

  @Test func `no line of help is wider than 80 columns`() {
    let help = Help(table: table)
    let texts =
      [help.overview] + table.families.map(help.text(of:)) + table.commands.map(help.text(of:))
    for line in texts.flatMap({ $0.split(separator: "\n") }) where !line.hasPrefix("  seedbed") {
      #expect(Printable.width(of: line) <= 80, "\(line)")
    }
  }

  @Test func `the overview fits a screen`() {
    #expect(Help(table: table).overview.count { $0 == "\n" } <= 40)
  }

  @Test func `every command has at least two examples, each of which is a command line of it`()
    throws
  {
    for command in table.commands {
      #expect(command.examples.count >= 2, "\(command.name)")
      for example in command.examples {
        // A command may be shown with its neighbours in a pipe, or with its output in a file.
        let parts = ShellWords.commands(example).filter { $0.first == "seedbed" }
        #expect(!parts.isEmpty, "\(example)")
        for words in parts {
          guard
            case .run(let found, let arguments) = try Request(Array(words.dropFirst()), in: table)
          else {
            Issue.record("\(example) runs nothing")
            continue
          }
          _ = try Invocation(arguments, for: found, console: .recording())
        }
      }
    }
  }

  @Test func `names and aliases are given once`() {
    #expect(Set(table.names).count == table.names.count)
    for command in table.commands {
      let names = command.flagNames + command.flags.compactMap(\.alias)
      #expect(Set(names).count == names.count, "\(command.name)")
    }
  }

  @Test func `every family has commands and every command says what it does`() {
    for family in table.families { #expect(!table.commands(of: family).isEmpty) }
    for command in table.commands { #expect(!command.summary.isEmpty, "\(command.name)") }
  }
}

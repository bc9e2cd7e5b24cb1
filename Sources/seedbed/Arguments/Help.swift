import Base

/// The help texts, all of them derived from the table of commands.
struct Help {
  /// The table.
  let table: CommandTable
  /// The widest line, in columns.
  var width = 80

  /// The help for what was named.
  func text(for named: CommandTable.Named) -> String {
    switch named {
    case .nothing: overview
    case .family(let family): text(of: family)
    case .command(let command, _): text(of: command)
    }
  }

  /// All commands, one line each, families as one.
  var overview: String {
    let column = columnWidth(of: table.sections.flatMap(entries).map(\.name))
    var lines = ["seedbed \(table.version): \(table.summary)", ""]
    lines.append("Usage: seedbed COMMAND [operands] [flags]; COMMAND --help says more")
    for section in table.sections {
      lines += ["", "\(section.title):"]
      lines += entries(of: section).flatMap { item($0.name, $0.summary, column: column) }
    }
    return joined(lines)
  }

  /// The commands of `family`, one line each.
  func text(of family: CommandTable.Family) -> String {
    let commands = table.commands(of: family)
    let column = columnWidth(of: commands.map(\.name))
    var lines = ["Usage: seedbed \(family.word) COMMAND [operands] [flags]", ""]
    lines += Wrap.lines(sentence(family.summary), width: width) + ["", "Commands:"]
    lines += commands.flatMap { item($0.name, $0.summary, column: column) }
    return joined(lines + ["", "More: seedbed \(family.word) COMMAND --help"])
  }

  private func entries(
    of section: CommandTable.Section
  ) -> [(name: String, summary: String)] {
    var entries: [(name: String, summary: String)] = []
    for command in section.commands {
      guard let family = table.family(of: command) else {
        entries.append((command.name, command.summary))
        continue
      }
      if entries.last?.name != family.word { entries.append((family.word, family.summary)) }
    }
    return entries
  }
}

extension Help {
  /// A name and its explanation, wrapped, in two columns; a long name has a line of its own.
  func item(_ name: String, _ text: String, column: Int) -> [String] {
    let lines = Wrap.lines(text, width: width - column)
    let indent = String(repeating: " ", count: column)
    let name = "  " + name
    guard Printable.width(of: name) + 2 <= column, let first = lines.first else {
      return [name] + lines.map { indent + $0 }
    }
    return [Printable.pad(name, to: column) + first] + lines.dropFirst().map { indent + $0 }
  }

  /// Where explanations begin beside `names`, which are indented by two.
  func columnWidth(of names: [String]) -> Int {
    min(28, (names.map { Printable.width(of: $0) }.max() ?? 0) + 4)
  }

  /// A summary as a sentence, with its capital and full stop.
  func sentence(_ summary: String) -> String {
    summary.prefix(1).uppercased() + summary.dropFirst() + "."
  }

  func joined(_ lines: [String]) -> String { lines.joined(separator: "\n") + "\n" }
}

/// All commands of the program: the parser, help and completions read this.
struct CommandTable: Sendable {
  /// What the program is, in one line.
  let summary: String
  /// The version, without the program's name.
  let version: String
  /// First words that stand for several commands.
  let families: [Family]
  /// The commands in the order of help.
  let sections: [Section]

  /// Commands that share their first word, such as `generate`.
  struct Family: Sendable {
    /// The word.
    let word: String
    /// One line, without a full stop.
    let summary: String
  }

  /// A heading of help and the commands under it.
  struct Section: Sendable {
    /// The heading.
    let title: String
    /// The commands in their order.
    let commands: [Command]
  }

  /// What the words of a command line name.
  enum Named: Sendable {
    case nothing
    case family(Family)
    case command(Command, arguments: [String])
  }
}

extension CommandTable {
  /// All commands in the order of help.
  var commands: [Command] { sections.flatMap(\.commands) }

  /// The names of all commands and families.
  var names: [String] { families.map(\.word) + commands.map(\.name) }

  /// The family whose word begins the name of `command`.
  func family(of command: Command) -> Family? {
    families.first { command.words.count > 1 && $0.word == command.words.first }
  }

  /// The commands of `family`.
  func commands(of family: Family) -> [Command] {
    commands.filter { $0.words.count > 1 && $0.words.first == family.word }
  }

  /// What the first of `words` name; throws a suggestion if they name nothing known.
  func find(_ words: [String]) throws(UsageError) -> Named {
    guard let first = words.first else { return .nothing }
    let matching = commands.filter { words.starts(with: $0.words) }
    if let command = matching.max(by: { $0.words.count < $1.words.count }) {
      return .command(command, arguments: Array(words.dropFirst(command.words.count)))
    }
    guard let family = families.first(where: { $0.word == first }) else {
      throw .unknownCommand(first, in: self)
    }
    if words.count > 1, !words[1].hasPrefix("-") {
      throw .unknownCommand(words[0...1].joined(separator: " "), in: self)
    }
    return .family(family)
  }
}

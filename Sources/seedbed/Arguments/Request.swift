/// What a whole command line asks for.
enum Request: Sendable {
  case version
  case help(CommandTable.Named)
  case run(Command, arguments: [String])

  /// Reads `arguments`, the command line without the program's name.
  ///
  /// `--help` before `--`, and `help` as the first word, ask for help; general switches may
  /// stand before the command. Throws ``UsageError`` if no command is named.
  init(_ arguments: [String], in table: CommandTable) throws(UsageError) {
    let leading = Array(arguments.prefix(while: Request.isGeneral))
    let words = Array(arguments.dropFirst(leading.count))
    if leading.contains("--version") {
      self = .version
    } else if words.first == "help" {
      self = .help(try table.find(Array(words.dropFirst())))
    } else if arguments.prefix(while: { $0 != "--" }).contains(where: Request.isHelp) {
      self = .help(try table.find(words))
    } else {
      self = try Request(words, after: leading, in: table)
    }
  }

  private init(
    _ words: [String], after leading: [String], in table: CommandTable
  ) throws(UsageError) {
    switch try table.find(words) {
    case .nothing: self = .help(.nothing)
    case .family(let family):
      let names = table.commands(of: family).map { $0.words.dropFirst().joined(separator: " ") }
      throw .missingSubcommand(of: family, among: names)
    case .command(let command, let arguments):
      self = .run(command, arguments: leading + arguments)
    }
  }

  private static func isHelp(_ word: String) -> Bool { word == "--help" || word == "-h" }

  private static func isGeneral(_ word: String) -> Bool {
    word == "--version"
      || Flag.general.contains { $0.variable == nil && ($0.name == word || $0.alias == word) }
  }
}

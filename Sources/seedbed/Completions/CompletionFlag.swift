/// A flag as a shell completes it.
struct CompletionFlag: Sendable {
  /// With its dashes: `--answer-model`.
  let name: String
  /// With its dash: `-n`.
  let alias: String?
  /// The first sentence of its help, without the full stop.
  let summary: String
  let isRepeatable: Bool
  let value: Value

  /// What follows it.
  enum Value: Sendable, Equatable {
    case nothing
    case oneOf([String])
    case file
    /// Something that nobody can guess; help calls it so.
    case text(String)
  }
}

extension CompletionFlag {
  /// Every flag of `command`, those for one stage last.
  static func all(of command: Command) -> [CompletionFlag] {
    let own = command.flags.map { CompletionFlag($0, name: $0.name) }
    let perStage = command.stages.flatMap { stage in
      command.flags.filter(\.isPerStage).map {
        CompletionFlag($0, name: $0.name(for: stage), stage: stage)
      }
    }
    return own + perStage
  }

  private init(_ flag: Flag, name: String, stage: String? = nil) {
    self.name = name
    alias = stage == nil ? flag.alias : nil
    let sentence = flag.help.split(separator: ".", maxSplits: 1).first.map(String.init) ?? ""
    summary = stage.map { "\(sentence) (\($0) alone)" } ?? sentence
    isRepeatable = flag.isRepeatable
    value = CompletionFlag.value(flag)
  }

  private static func value(_ flag: Flag) -> Value {
    guard let variable = flag.variable else { return .nothing }
    if !flag.choices.isEmpty { return .oneOf(flag.choices) }
    let isFile = variable.split(separator: "|").contains { $0 == "FILE" || $0 == "DIR" }
    return isFile ? .file : .text(variable)
  }
}

/// A shell that completions are written for.
enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish

  /// The script that this shell reads.
  func script(_ table: CommandTable) -> String {
    switch self {
    case .bash: BashCompletions(table: table).script
    case .zsh: ZshCompletions(table: table).script
    case .fish: FishCompletions(table: table).script
    }
  }

  /// `text` in single quotes, as all three read it; a quote is left, quoted and entered again.
  static func quoted(_ text: String) -> String {
    "'\(text.replacing("'", with: "'\\''"))'"
  }
}

extension CommandTable {
  /// What may be the first word, with what it is for.
  var firstWords: [(word: String, summary: String)] {
    let single = commands.filter { $0.words.count == 1 }.map { ($0.name, $0.summary) }
    return families.map { ($0.word, $0.summary) } + single + [
      ("help", "show the help of a command")
    ]
  }

  /// What may be the second word after that of `family`.
  func secondWords(_ family: Family) -> [(word: String, summary: String)] {
    commands(of: family).map { ($0.words[1], $0.summary) }
  }
}

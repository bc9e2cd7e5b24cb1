/// One flag of one or more commands: what the parser accepts and what help says about it.
struct Flag: Sendable {
  /// The name with its dashes: `--model`.
  let name: String
  /// What help calls the value: `NAME`; nil makes the flag a switch.
  let variable: String?
  /// One or two sentences.
  let help: String
  /// The heading under which help lists it.
  let category: Category
  /// A short name: `-n`.
  let alias: String?
  /// The only values allowed; empty allows every text.
  let choices: [String]
  /// Whether it may be given more than once.
  let isRepeatable: Bool
  /// Whether it may be given for one stage alone: `--answer-model` beside `--model`.
  let isPerStage: Bool
  /// What help says holds when the flag is missing.
  let defaultText: String?

  /// The headings of help, in their order.
  enum Category: String, Sendable, CaseIterable {
    case task = "What to do"
    case selection = "Which rows"
    case endpoint = "Model and endpoint"
    case limits = "Limits"
    case output = "Output"
    case general = "General"
  }

  /// A flag called `name` that takes a value, which help calls `variable`.
  init(
    _ name: String, _ variable: String, _ category: Category, _ help: String,
    alias: String? = nil, choices: [String] = [], isRepeatable: Bool = false,
    isPerStage: Bool = false, defaultText: String? = nil
  ) {
    self.name = name
    self.variable = variable
    self.help = help
    self.category = category
    self.alias = alias
    self.choices = choices
    self.isRepeatable = isRepeatable
    self.isPerStage = isPerStage
    self.defaultText = defaultText
  }

  /// A switch called `name`.
  init(
    _ name: String, _ category: Category, _ help: String, alias: String? = nil,
    isPerStage: Bool = false
  ) {
    self.name = name
    variable = nil
    self.help = help
    self.category = category
    self.alias = alias
    choices = []
    isRepeatable = false
    self.isPerStage = isPerStage
    defaultText = nil
  }
}

extension Flag {
  /// The name of this flag for one `stage` alone: `--answer-model`.
  func name(for stage: String) -> String { Flag.name(name, for: stage) }

  /// The name of the flag `name` for one `stage` alone.
  static func name(_ name: String, for stage: String) -> String {
    "--\(stage)-\(name.drop { $0 == "-" })"
  }

  /// The flag as help shows it: `-n, --limit N`.
  var synopsis: String {
    [alias.map { "\($0)," }, name, variable].compactMap(\.self).joined(separator: " ")
  }
}

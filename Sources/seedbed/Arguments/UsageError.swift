/// What was typed makes no sense; the program ends with ``ExitStatus/usage``.
struct UsageError: Error, Equatable, CustomStringConvertible {
  /// A sentence that names the thing and says what to do.
  let description: String

  /// An error told by `sentence`.
  init(_ sentence: String) { description = sentence }
}

extension UsageError {
  static func unknownFlag(_ name: String, of command: Command) -> UsageError {
    let advice =
      Suggestion.closest(to: name, among: command.flagNames).map { "did you mean \($0)?" }
      ?? "see seedbed \(command.name) --help"
    return UsageError("unknown flag \(name): \(advice)")
  }

  static func unknownCommand(_ name: String, in table: CommandTable) -> UsageError {
    if name.hasPrefix("-") {
      return UsageError("the command comes before its flags: seedbed COMMAND … \(name) …")
    }
    let advice =
      Suggestion.closest(to: name, among: table.names).map { "did you mean \"\($0)\"?" }
      ?? "see seedbed --help"
    return UsageError("unknown command \"\(name)\": \(advice)")
  }

  static func missingSubcommand(of family: CommandTable.Family, among names: [String]) -> UsageError
  {
    UsageError("\"\(family.word)\" alone says too little: add \(names.listed("or"))")
  }

  static func missingOperand(_ name: String, of command: Command) -> UsageError {
    UsageError("\(name) is missing: \(command.usage)")
  }

  static func superfluousOperand(_ text: String, of command: Command) -> UsageError {
    UsageError("\"\(text)\" is one operand too many: \(command.usage)")
  }

  static func missingValue(of name: String, variable: String) -> UsageError {
    UsageError("\(name) needs a value: \(name) \(variable)")
  }

  static func flagAsValue(_ value: String, of name: String) -> UsageError {
    UsageError("\(name) needs a value, not \(value): if that is the value, write \(name)=\(value)")
  }

  static func valueOfSwitch(_ name: String) -> UsageError {
    UsageError("\(name) takes no value: write \(name) alone")
  }

  static func repeated(_ name: String, _ first: String, _ second: String) -> UsageError {
    UsageError("\(name) is given twice, as \"\(first)\" and as \"\(second)\": keep one of them")
  }

  static func missingFlag(_ name: String, of command: Command) -> UsageError {
    let flag = command.flags.first { $0.name == name }
    let choices = flag?.choices ?? []
    let advice =
      choices.isEmpty ? "see seedbed \(command.name) --help" : "give \(choices.listed("or"))"
    return UsageError("\(flag?.synopsis ?? name) is missing: \(advice)")
  }

  /// A value that is not among those `allowed` ("a whole number of at least 1").
  static func value(_ value: String, of name: String, allowed: String) -> UsageError {
    UsageError("\(name) \"\(value)\" is not allowed: give \(allowed)")
  }

  /// A value that is not one of `choices`.
  static func value(_ value: String, of name: String, choices: [String]) -> UsageError {
    let advice = Suggestion.closest(to: value, among: choices).map { "; did you mean \($0)?" }
    return .value(value, of: name, allowed: choices.listed("or") + (advice ?? ""))
  }

  static func exclusive(_ names: [String]) -> UsageError {
    UsageError("\(names.listed("and")) exclude each other: keep one of them")
  }
}

extension [String] {
  /// The elements as a list in words: "a, b or c".
  func listed(_ conjunction: String) -> String {
    guard count > 1, let last else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }
}

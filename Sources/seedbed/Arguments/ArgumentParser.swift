/// Parts what was typed after a command's words into flags and operands.
///
/// Accepted are `--name value`, `--name=value`, `-n value`, `-n5`, and `--`, after which everything
/// is an operand. `-` and negative numbers are values and operands like any other.
struct ArgumentParser {
  private let command: Command
  private var rest: ArraySlice<String>
  private(set) var operands: [String] = []
  private(set) var values: [String: [String]] = [:]

  /// Parses `arguments` for `command`; throws for flags and values it does not allow, and for too
  /// few or too many operands.
  init(_ arguments: [String], for command: Command) throws(UsageError) {
    self.command = command
    rest = arguments[...]
    while let word = rest.popFirst() { try take(word) }
    try command.operands.check(operands, of: command)
  }

  private mutating func take(_ word: String) throws(UsageError) {
    if word == "--" {
      operands += rest
      rest = []
    } else if word == "-" || !word.hasPrefix("-") || Double(word) != nil {
      operands.append(word)
    } else {
      try takeFlag(word)
    }
  }

  private mutating func takeFlag(_ word: String) throws(UsageError) {
    let (typed, attached) = split(word)
    guard let (flag, name) = command.flag(typedAs: typed) else {
      throw .unknownFlag(typed, of: command)
    }
    guard let variable = flag.variable else {
      if attached != nil { throw .valueOfSwitch(name) }
      values[name] = []
      return
    }
    var value = if let attached { attached } else { try nextValue(of: name, variable: variable) }
    if variable.contains(" "), !value.contains("=") {
      value += "=" + (try nextValue(of: name, variable: variable))
    }
    try add(value, to: flag, named: name)
  }

  /// `--name=value` and `-n5` as name and value; any other word as a name alone.
  private func split(_ word: String) -> (name: String, value: String?) {
    if word.hasPrefix("--") {
      guard let sign = word.firstIndex(of: "=") else { return (word, nil) }
      return (String(word[..<sign]), String(word[word.index(after: sign)...]))
    }
    let value = word.dropFirst(2)
    return (String(word.prefix(2)), value.isEmpty ? nil : String(value))
  }

  /// The next word as the value of the flag `name`; throws if there is none, or a flag.
  private mutating func nextValue(
    of name: String, variable: String
  ) throws(UsageError) -> String {
    guard let next = rest.popFirst() else { throw .missingValue(of: name, variable: variable) }
    let isLong = next.hasPrefix("--") && !next.contains(where: \.isWhitespace)
    if isLong || command.flags.contains(where: { $0.alias == next }) {
      throw .flagAsValue(next, of: name)
    }
    return next
  }

  private mutating func add(
    _ value: String, to flag: Flag, named name: String
  ) throws(UsageError) {
    if !flag.choices.isEmpty, !flag.choices.contains(value) {
      throw .value(value, of: name, choices: flag.choices)
    }
    if !flag.isRepeatable, let first = values[name]?.first { throw .repeated(name, first, value) }
    values[name, default: []].append(value)
  }
}

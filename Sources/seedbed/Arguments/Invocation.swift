/// One command line, parsed: what a command is run with.
///
/// A flag is asked for by its plain name, and for a stage by that name and the stage: the value
/// given for the stage alone (`--answer-model`) goes before the plain one (`--model`).
struct Invocation: Sendable {
  /// The command that was typed.
  let command: Command
  /// The operands, as many as the command asks for.
  let operands: [String]
  /// Where output and talk go.
  let console: Console
  /// The command line as it was typed, without the values of headers, which may be secret.
  let typed: String
  private let values: [String: [String]]

  /// Parses `arguments`, which followed the words of `command`.
  ///
  /// Throws ``UsageError`` for unknown flags, wrong values, and too few or too many operands.
  init(_ arguments: [String], for command: Command, console: Console) throws(UsageError) {
    let parser = try ArgumentParser(arguments, for: command)
    self.command = command
    operands = parser.operands
    values = parser.values
    typed = Invocation.shown(command.words + arguments)
    let log = parser.values["--log"]?.last
    self.console = console.adjusted(
      isQuiet: parser.values["--quiet"] != nil, hasNoColor: parser.values["--no-color"] != nil,
      log: try log.map { path throws(UsageError) in try LogFile(path: path) })
    if log != nil { self.console.talk.note(typed) }
  }
}

extension Invocation {
  private static func shown(_ words: [String]) -> String {
    var shown = ["seedbed"]
    var hidesNext = false
    for word in words {
      let name = word.prefix { $0 != "=" }
      let isHeader = !hidesNext && name.hasPrefix("--") && name.hasSuffix("-header")
      let holdsValue = isHeader && name.endIndex < word.endIndex
      shown.append(hidesNext ? "…" : holdsValue ? "\(name)=…" : word)
      hidesNext = isHeader && !holdsValue
    }
    return shown.map(quoted).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || "0123456789-_=./:,+@…%".unicodeScalars.contains(scalar)
    }
    return plain && !word.isEmpty
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }

  /// The value of the flag `name`; nil if it was not given.
  func text(_ name: String, stage: String? = nil) -> String? {
    given(name, stage)?.values.last
  }

  /// All values of the flag `name`, in their order.
  func texts(_ name: String, stage: String? = nil) -> [String] {
    given(name, stage)?.values ?? []
  }

  /// Whether the flag `name` was given.
  func isSet(_ name: String, stage: String? = nil) -> Bool {
    given(name, stage) != nil
  }

  /// The value of the flag `name`; throws if it was not given.
  func required(_ name: String, stage: String? = nil) throws(UsageError) -> String {
    if let text = text(name, stage: stage) { return text }
    throw .missingFlag(name, of: command)
  }

  /// Those of the flags `names` that were given; throws if they are more than one.
  func oneOf(_ names: [String]) throws(UsageError) -> String? {
    let given = names.filter { isSet($0) }
    if given.count > 1 { throw .exclusive(given) }
    return given.first
  }

  /// The name under which the flag `name` was typed, and its values.
  func given(_ name: String, _ stage: String?) -> (name: String, values: [String])? {
    assert(command.flags.contains { $0.name == name }, "\(command.name) does not declare \(name)")
    if let stage {
      let prefixed = Flag.name(name, for: stage)
      if let found = values[prefixed] { return (prefixed, found) }
    }
    return values[name].map { (name, $0) }
  }
}

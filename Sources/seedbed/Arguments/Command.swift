/// One command: what is typed, what help says, and what it does.
struct Command: Sendable {
  /// What the command is called: `["curate", "dedup"]`.
  let words: [String]
  /// What follows the words.
  let operands: Operands
  /// One line, without a full stop.
  let summary: String
  /// Paragraphs for the command's own help, parted by empty lines.
  let details: String
  /// Complete command lines.
  let examples: [String]
  /// The stages for which a per-stage flag may be given alone.
  let stages: [String]
  /// All flags, the general ones included.
  let flags: [Flag]
  /// Does it.
  ///
  /// Throws ``UsageError`` for values that cannot be used.
  let run: @Sendable (Invocation) async throws -> ExitStatus

  /// A command called `name` (its words, with spaces) that takes `operands` such as `"DB FILE…"`.
  init(
    _ name: String, _ operands: Operands, summary: String, details: String = "",
    examples: [String] = [], flags: [Flag] = [], stages: [String] = [],
    run: @escaping @Sendable (Invocation) async throws -> ExitStatus
  ) {
    self.words = name.split(separator: " ").map(String.init)
    self.operands = operands
    self.summary = summary
    self.details = details
    self.examples = examples
    self.stages = stages
    self.flags = flags + Flag.general
    self.run = run
  }
}

extension Command {
  /// The words as one text: `curate dedup`.
  var name: String { words.joined(separator: " ") }

  /// The usage line: `seedbed curate dedup DB [flags]`.
  var usage: String {
    ["seedbed", name, operands.text, "[flags]"].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// The flag typed as `name` (long, short, or long with a stage in front) and its full name.
  func flag(typedAs typed: String) -> (flag: Flag, name: String)? {
    if let flag = flags.first(where: { $0.name == typed || $0.alias == typed }) {
      return (flag, flag.name)
    }
    for stage in stages where typed.hasPrefix("--\(stage)-") {
      let plain = "--" + typed.dropFirst(stage.count + 3)
      guard let flag = flags.first(where: { $0.isPerStage && $0.name == plain }) else { continue }
      return (flag, typed)
    }
    return nil
  }

  /// Every long name that may be typed, those with a stage in front last.
  var flagNames: [String] {
    let perStage = flags.filter(\.isPerStage)
    return flags.map(\.name) + stages.flatMap { stage in perStage.map { $0.name(for: stage) } }
  }
}

import Synchronization

@testable import seedbed

/// Ours, not the one of Testing.
typealias ExitStatus = seedbed.ExitStatus

/// Gathers what a test's output or talk sends.
final class Recorder: Sendable {
  private let pieces = Mutex<[String]>([])

  /// What came, piece by piece.
  var sent: [String] { pieces.withLock { $0 } }
  /// What came, as one text.
  var text: String { sent.joined() }

  func add(_ text: String) { pieces.withLock { $0.append(text) } }

  /// An output that sends here.
  var output: Output { Output { [self] in add(String(decoding: $0, as: UTF8.self)) } }

  /// Talk that is sent here.
  func talk(_ terminal: Terminal = .none) -> Talk { Talk(terminal: terminal) { [self] in add($0) } }
}

extension Console {
  /// A console without a terminal or environment.
  static func recording(output: Recorder = Recorder(), talk: Recorder = Recorder()) -> Console {
    Console(output: output.output, talk: talk.talk(), screen: .none, environment: [:])
  }
}

extension Terminal {
  /// A terminal of `width` columns.
  static func screen(_ width: Int, hasColours: Bool = false) -> Terminal {
    Terminal(isTerminal: true, width: width, canRedraw: true, hasColours: hasColours)
  }
}

extension Command {
  /// A command with a flag of each sort; it prints its operands.
  static let ask = Command(
    "ask", "DB [FILE…]", summary: "ask a model about each row",
    details: "Rows that were asked before are not asked again.",
    examples: ["seedbed ask qa.db --model gpt-4o-mini"],
    flags: [
      Flag("--as", "KIND", .task, "What the rows are.", choices: ["questions", "pairs"]),
      Flag("--limit", "N", .selection, "At most this many rows.", alias: "-n", defaultText: "all"),
      Flag("--map", "NAME=COLUMN", .task, "Another column.", isRepeatable: true),
      Flag("--model", "NAME", .endpoint, "The model to ask.", isPerStage: true),
      Flag(
        "--temperature", "T", .endpoint,
        "Sampling temperature: from 0, always the likeliest token, to 2.", isPerStage: true),
      Flag("--dry-run", .output, "Only show the plan."),
    ], stages: ["question", "answer"]
  ) { invocation in
    try invocation.console.output.write(invocation.operands.joined(separator: ",") + "\n")
    invocation.console.talk.say("asked")
    return .incomplete
  }
}

extension CommandTable {
  /// A table with a family, for tests of parser and help.
  static let demo = CommandTable(
    summary: "a table for tests", version: "1.2.3",
    families: [Family(word: "curate", summary: "drop what is not good enough")],
    sections: [
      Section(title: "Make", commands: [.ask]),
      Section(
        title: "Look",
        commands: [
          plain("curate dedup", "drop near-duplicates"), plain("curate filter", "apply rules"),
          plain("status", "count what there is"),
        ]),
    ])

  private static func plain(_ name: String, _ summary: String) -> Command {
    Command(name, "DB", summary: summary) { _ in .done }
  }
}

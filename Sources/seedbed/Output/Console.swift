import FoundationEssentials

/// What a command has around it: where its data and its talk go, and the environment.
struct Console: Sendable {
  /// Standard output: data.
  var output: Output
  /// Standard error: talk.
  var talk: Talk
  /// What is known of standard output.
  var screen: Terminal
  /// The environment's variables.
  var environment: [String: String]

  /// The console of this process.
  static func standard() -> Console {
    let environment = ProcessInfo.processInfo.environment
    Descriptor.ignoreBrokenPipes()
    return Console(
      output: Output { try Descriptor.write($0, to: 1) },
      talk: Talk(terminal: Terminal(descriptor: 2, environment: environment)) {
        try? Descriptor.write(Array($0.utf8), to: 2)
      },
      screen: Terminal(descriptor: 1, environment: environment), environment: environment)
  }

  /// Prints lines of words as data, wrapped where that is a terminal by `wrap`.
  func write(
    lines: [String], wrap: (String, Int) -> [String] = { Paragraph.lines($0, width: $1) }
  ) throws {
    let shown = screen.isTerminal ? lines.flatMap { wrap($0, screen.width) } : lines
    try output.write(shown.map { $0 + "\n" }.joined())
  }

  /// The same console after `--quiet`, `--no-color` and `--log`.
  func adjusted(isQuiet: Bool, hasNoColor: Bool, log: LogFile? = nil) -> Console {
    var console = self
    console.talk = talk.adjusted(isQuiet: isQuiet, hasNoColor: hasNoColor, log: log)
    if hasNoColor { console.screen.hasColours = false }
    return console
  }
}

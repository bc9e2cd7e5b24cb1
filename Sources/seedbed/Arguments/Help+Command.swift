extension Help {
  /// The full help of one command.
  func text(of command: Command) -> String {
    var lines = ["Usage: \(command.usage)", ""]
    lines += Wrap.lines(sentence(command.summary), width: width)
    if !command.details.isEmpty { lines += [""] + Wrap.lines(command.details, width: width) }
    lines += flags(of: command) + stages(of: command)
    if !command.examples.isEmpty {
      lines += ["", "Examples:"] + command.examples.map { "  " + $0 }
    }
    return joined(lines)
  }

  private func flags(of command: Command) -> [String] {
    let column = columnWidth(of: command.flags.map { synopsis($0, of: command) })
    return Flag.Category.allCases.flatMap { category in
      let flags = command.flags.filter { $0.category == category }
      guard !flags.isEmpty else { return [String]() }
      return ["", "\(category.rawValue):"]
        + flags.flatMap { item(synopsis($0, of: command), explanation($0), column: column) }
    }
  }

  /// The synopsis of `flag`, with a star if it may be given for one stage of `command`.
  private func synopsis(_ flag: Flag, of command: Command) -> String {
    flag.isPerStage && !command.stages.isEmpty ? flag.synopsis + " *" : flag.synopsis
  }

  private func explanation(_ flag: Flag) -> String {
    var text = flag.help
    if !flag.choices.isEmpty { text += " One of \(flag.choices.joined(separator: ", "))." }
    if flag.isRepeatable { text += " May be repeated." }
    if let value = flag.defaultText { text += " [default: \(value)]" }
    return text
  }

  private func stages(of command: Command) -> [String] {
    guard let stage = command.stages.last, let flag = command.flags.first(where: \.isPerStage)
    else { return [] }
    let text = """
      * Also for one stage alone, as in \(flag.name(for: stage)); stages: \
      \(command.stages.joined(separator: ", ")).
      """
    return [""] + Wrap.lines(text, width: width)
  }
}

import Curate
import Store

extension Command {
  /// `rules`.
  static let rules = Command(
    "rules", "", summary: "list the rules of curation",
    details: """
      One row per rule: what it judges, whether it drops or flags, its parameters with the numbers \
      that hold unless --set changes them, and what it finds. --explain NAME tells all about one: what \
      it leaves alone, where its default comes from, and the lists that it looks for.
      """,
    examples: ["seedbed rules", "seedbed rules --explain truncated", "seedbed rules --json"],
    flags: [Flag("--explain", "NAME", .task, "All about one rule.")] + RowFormat.flags
  ) { invocation in
    if let name = invocation.text("--explain") {
      try explain(try Rule.known(name, flag: "--explain"), invocation.console)
      return .done
    }
    var rows = try RowWriter(
      RowFormat(invocation),
      columns: ["rule", "version", "judges", "verdict", "what", "parameters"],
      to: invocation.console.output, screen: invocation.console.screen)
    for rule in Rule.all {
      try rows.write([
        .text(rule.name), .integer(rule.version),
        .text(rule.kinds.map(\.rawValue).joined(separator: ", ")), .text(rule.verdict.rawValue),
        .text(rule.summary), .text(rule.parameters.map(\.short).joined(separator: ", ")),
      ])
    }
    try rows.finish()
    return .done
  }

  private static func explain(_ rule: Rule, _ console: Console) throws {
    let width = console.screen.width
    var lines = ["\(rule.name): \(rule.summary)", ""]
    for paragraph in rule.help.split(separator: "\n\n") {
      lines += Wrap.lines(String(paragraph), width: width) + [""]
    }
    lines.append(
      "Version \(rule.version); judges \(rule.kinds.map(\.rawValue).joined(separator: " and ")); "
        + "\(rule.verdict.rawValue)s unless told otherwise.")
    for parameter in rule.parameters {
      lines += Wrap.lines("--set \(rule.name).\(parameter.long)", width: width)
    }
    for line in lines { try console.output.write(line + "\n") }
  }
}

extension Rule.Parameter {
  /// `min=3`; of a list how many items it has.
  fileprivate var short: String {
    switch standard {
    case .number(let number): "\(name)=\(number.short)"
    case .list(let list): "\(name)=(\(list.count))"
    }
  }

  /// The default and the meaning.
  fileprivate var long: String {
    switch standard {
    case .number(let number): "\(name)=\(number.short): \(summary)"
    case .list(let list): "\(name)=\(list.joined(separator: ",")): \(summary)"
    }
  }
}

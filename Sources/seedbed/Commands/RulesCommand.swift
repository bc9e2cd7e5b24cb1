import Curate
import Store

extension Command {
  /// `rules`.
  static let rules = Command(
    "rules", "", summary: "list the rules of curation",
    details: "One row per rule and parameter, with the number that holds unless --set changes it.",
    examples: ["seedbed rules", "seedbed rules --json"], flags: RowFormat.flags
  ) { invocation in
    var rows = try RowWriter(
      RowFormat(invocation),
      columns: ["rule", "version", "drops", "what", "parameter", "default", "meaning"],
      to: invocation.console.output, screen: invocation.console.screen)
    for rule in Rule.all {
      let head: [Value] = [
        .text(rule.name), .integer(rule.version),
        .text(rule.kinds.map(\.rawValue).joined(separator: ", ")), .text(rule.summary),
      ]
      for parameter in rule.parameters {
        try rows.write(
          head + [
            .text(parameter.name), .real(parameter.standard), .text(parameter.summary),
          ])
      }
      if rule.parameters.isEmpty { try rows.write(head + [.null, .null, .null]) }
    }
    try rows.finish()
    return .done
  }
}

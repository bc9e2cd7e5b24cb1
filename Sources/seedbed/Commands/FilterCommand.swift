import Curate
import Store

extension Command {
  /// `curate filter`.
  static let filter = Command(
    "curate filter", "DB", summary: "drop rows that rules of quality find fault with",
    details: """
      Each rule is a screening of its own, says why for each row it drops, and replaces its earlier \
      screening of the same rows. Nothing is deleted, and undo takes the run back. See seedbed \
      rules for what there is.
      """,
    examples: [
      "seedbed curate filter my.db",
      "seedbed curate filter my.db --rules empty,refusal --dry-run",
      "seedbed curate filter my.db --rules length --set length.max=400",
    ],
    flags: [
      Flag("--rules", "NAMES", .task, "Which rules, with commas.", defaultText: "all"),
      Flag(
        "--set", "RULE.NAME=N", .task, "Another number for a rule's parameter.",
        isRepeatable: true),
      Flag("--where", "SQL", .selection, "Only questions for which this condition holds."),
    ] + Flag.changes
  ) { invocation in
    let rules = try rules(invocation)
    let filter = Filter(
      rules: rules, settings: try settings(invocation, of: rules),
      condition: invocation.text("--where"))
    let status = invocation.console.talk.status()
    defer { status.finish() }
    return try await CurationRun(invocation: invocation) { connection in
      try invocation.checkCondition(over: "questions", connection)
      return try filter.screenings(connection) { status.update("\($0) rows looked at") }
    }.perform()
  }

  private static func rules(_ invocation: Invocation) throws -> [Rule] {
    guard let names = invocation.text("--rules") else { return Rule.all }
    guard names.contains(where: { $0 != "," }) else {
      throw UsageError("--rules names no rule: see seedbed rules")
    }
    return try names.split(separator: ",").map { name in
      if let rule = Rule.named(String(name)) { return rule }
      let advice =
        Suggestion.closest(to: String(name), among: Rule.all.map(\.name))
        .map { "did you mean \($0)?" } ?? "see seedbed rules"
      throw UsageError("--rules: there is no rule \(name): \(advice)")
    }
  }

  private static func settings(
    _ invocation: Invocation, of rules: [Rule]
  ) throws -> [String: Double] {
    let known = Rule.all.flatMap { rule in rule.parameters.map { "\(rule.name).\($0.name)" } }
    var settings: [String: Double] = [:]
    for (name, value) in try invocation.pairs("--set") {
      guard known.contains(name) else {
        throw UsageError("--set: there is no \(name): there are \(known.joined(separator: ", "))")
      }
      guard let number = Double(value), number >= 0, number.isFinite else {
        throw UsageError("--set \(name) needs a number of at least 0, not \(value)")
      }
      guard rules.contains(where: { name.hasPrefix("\($0.name).") }) else {
        throw UsageError("--set \(name): --rules leaves that rule out: name it there, too")
      }
      settings[name] = number
    }
    return settings
  }
}

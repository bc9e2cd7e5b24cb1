import Curate
import Store

extension Command {
  /// `curate filter`.
  static let filter = Command(
    "curate filter", "DB", summary: "drop or flag rows that rules of quality find fault with",
    details: """
      Each rule is a screening of its own, says why for each row it drops or flags, and replaces its \
      earlier screening of the same rows; with --new it only goes through rows that came since, by the \
      same rules and settings, and adds to the earlier one. Rules that are often wrong only flag: see the view flags. \
      Nothing is deleted, and undo takes the run back. See seedbed rules for what there is.

      A rule of your own is a name and a condition over the columns question, input, system, \
      language, method, discipline and subject; with answer, model or finish_reason it judges answers.
      """,
    examples: [
      "seedbed curate filter my.db",
      "seedbed curate filter my.db --rules empty,refusal --dry-run",
      "seedbed curate filter my.db --set length.max=400 --drop placeholder",
      "seedbed curate filter my.db --rule 'short-proof: length(answer) < 40'",
      "seedbed curate filter my.db --new",
    ],
    flags: [
      Flag(
        "--rules", "NAMES", .task, "Which rules, with commas; none for those of --rule alone.",
        defaultText: "all"),
      Flag(
        "--rule", "TEXT", .task, "A rule of your own: \"NAME: CONDITION\", which drops.",
        isRepeatable: true),
      Flag(
        "--set", "RULE.NAME=X", .task,
        "Another value for a rule's parameter: a number, a list with commas, or @FILE with one item "
          + "a line.", isRepeatable: true),
      Flag("--drop", "NAMES", .task, "Rules that are to drop, not to flag."),
      Flag("--flag", "NAMES", .task, "Rules that are to flag, not to drop."),
      .new, Flag("--where", "SQL", .selection, "Only questions for which this condition holds."),
    ] + Flag.screening
  ) { invocation in
    let filter = try FilterFlags(invocation).filter()
    let watch = Watch(invocation.console.talk)
    defer { watch.finish() }
    return try await CurationRun(invocation: invocation) { connection in
      try invocation.checkCondition(over: "questions", connection)
      try connection.defineRouge()
      do {
        return try filter.screenings(connection) { try watch.update("\($0) rows looked at") }
      } catch let error as QueryError {
        throw UsageError("--rule: \(error)")
      }
    }.perform()
  }
}

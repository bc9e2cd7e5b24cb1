import Base
import Store

extension Command {
  /// `seedbed diff DB RUN RUN`, and `seedbed diff DB EXPORT EXPORT --exports`.
  static let diff = Command(
    "diff", "DB A B", summary: "say how two runs of curation, or two exports, differ",
    details: """
      A and B are runs. Compares what two runs of curation concluded, rule by rule and row by row: drop, flag, accept, \
      reject, kept (the rule looked and found nothing) or unseen (the run did not apply the rule to \
      such rows). Runs that were undone or superseded can be compared, too.

      With --exports, A and B are the numbers of two exports (field "export" of manifest.json). Says \
      which rows are in one of them alone, which changed their side, and which have another version or \
      answer, and what was asked differently. A row is known by its question, whatever its version. \
      With --json, the rows are named by the keys of their questions.
      """,
    examples: [
      "seedbed diff demo.db 7 9", "seedbed diff demo.db 7 9 --rule dedup --nl",
      "seedbed diff demo.db --exports 1 2 --json",
    ],
    flags: [
      Flag("--exports", .task, "A and B are exports."),
      Flag("--rule", "NAME", .selection, "Only this rule."),
      Flag("--limit", "N", .selection, "At most this many rows."),
    ] + RowFormat.flags
  ) { invocation in
    let isOfExports = invocation.isSet("--exports")
    let runs = try invocation.operands.dropFirst().map { text in
      guard let run = Int(text) else {
        throw UsageError(
          "\"\(text)\" is no number: see "
            + (isOfExports ? "seedbed query DB 'select id from export'" : "seedbed runs"))
      }
      return run
    }
    if isOfExports {
      if let flag = ["--rule", "--limit"].first(where: { invocation.isSet($0) }) {
        throw UsageError("\(flag) is for runs: leave it out with --exports")
      }
      return try await ExportDiff.perform(invocation, runs)
    }
    let format = try RowFormat(invocation)
    let limit = try invocation.limit() ?? .max
    let store = try await invocation.openForReading()
    var changes = try await store.read { try $0.fateChanges(from: runs[0], to: runs[1]) }
    if let rule = invocation.text("--rule") { changes.removeAll { $0.rule != rule } }
    var writer = try RowWriter(
      format, columns: FateChange.columns, to: invocation.console.output,
      screen: invocation.console.screen)
    for change in changes.prefix(limit) { try writer.write(change.cells) }
    try writer.finish()
    tell(changes, invocation.console.talk)
    return .done
  }

  /// One line for each rule and change: `dedup: 12 rows from kept to drop`.
  private static func tell(_ changes: [FateChange], _ talk: Talk) {
    var counts: [(what: String, count: Int)] = []
    for change in changes {
      let what = "from \(change.before.verdict) to \(change.after.verdict)"
      let line = "\(change.rule), \(what)"
      if let place = counts.firstIndex(where: { $0.what == line }) {
        counts[place].count += 1
      } else {
        counts.append((line, 1))
      }
    }
    for (what, count) in counts { talk.say("\(what): \(counted(count, "row"))") }
    if counts.isEmpty { talk.say("both runs judged all rows alike") }
  }
}

extension FateChange {
  fileprivate static let columns = [
    "id", "kind", "rule", "before", "after", "value_before", "value_after", "witness_before",
    "witness_after", "text",
  ]

  fileprivate var cells: [Value] {
    [
      .integer(artifact), .text(kind), .text(rule), .text(before.verdict), .text(after.verdict),
      Value(before.value), Value(after.value), Value(before.witness), Value(after.witness),
      .text(text),
    ]
  }
}

import Base
import Store

/// Does `body` as one run, in one transaction, and tells which statuses it changed.
///
/// The figures that `body` gives come first in what `--json` prints and the run keeps. With
/// `--dry-run` all is done and taken back again.
func change(
  _ invocation: Invocation,
  _ body: @escaping @Sendable (Connection, _ run: Int) throws -> JSON
) async throws -> ExitStatus {
  let (command, isDry) = (invocation.typed, invocation.isSet("--dry-run"))
  let store = try await invocation.openForChanges()
  let report = try await store.write(keepIf: { _ in !isDry }) { connection in
    try perform(command, connection, body)
  }
  try tell(isDry ? report.asPlanned : report, invocation)
  return .done
}

/// What a run changed.
private struct ChangeReport {
  var run: Int?
  var figures: JSON
  var changes: [StatusChange]

  /// The same without a run, which was taken back.
  var asPlanned: ChangeReport {
    ChangeReport(run: nil, figures: figures.setting("dry_run", true), changes: changes)
  }
}

private func perform(
  _ command: String, _ connection: Connection,
  _ body: (Connection, Int) throws -> JSON
) throws -> ChangeReport {
  let run = try connection.beginRun(command, tool: Release.version)
  var figures: JSON = .object([])
  let changes = try connection.statusChanges { figures = try body(connection, run) }
  figures = figures.setting("changed", JSON(changes.reduce(0) { $0 + $1.count }))
    .setting("changes", .array(changes.map(\.json)))
  try connection.endRun(run, .done, figures: figures)
  return ChangeReport(run: run, figures: figures, changes: changes)
}

private func tell(_ report: ChangeReport, _ invocation: Invocation) throws {
  let console = invocation.console
  if invocation.isSet("--json") {
    let run = JSON.object([]).setting("run", report.run.map { JSON($0) } ?? .null)
    let all = (report.figures.object ?? []).reduce(run) { $0.setting($1.name, $1.value) }
    try invocation.print(all)
    return
  }
  let done = (report.figures.object ?? []).compactMap { member in
    member.value.int.map { "\(member.name.replacing("_", with: " ")) \($0)" }
  }
  let name = report.run.map { "run \($0)" } ?? "dry run, nothing is changed"
  console.talk.say("\(name): \(done.joined(separator: ", "))")
  for change in report.changes {
    console.talk.say("  \(change.kind): \(change.count) from \(change.from) to \(change.to)")
  }
}

extension StatusChange {
  fileprivate var json: JSON {
    [
      "kind": .string(kind), "from": .string(from), "to": .string(to), "count": JSON(count),
    ]
  }
}

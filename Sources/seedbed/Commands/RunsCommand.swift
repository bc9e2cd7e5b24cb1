import Base
import Store

extension Command {
  /// `seedbed runs DB`.
  static let runs = Command(
    "runs", "DB", summary: "list the commands that wrote to the file",
    details: """
      Newest first. A run that was killed is shown as killed: the same command goes on from there.
      A table shows the key figures in words, the other formats hold them whole, as JSON.
      """,
    examples: ["seedbed runs demo.db", "seedbed runs demo.db --limit 5 --nl"],
    flags: [Flag("--limit", "N", .selection, "At most this many runs.", defaultText: "all")]
      + RowFormat.flags
  ) { invocation in
    let format = try RowFormat(invocation)
    let limit = try invocation.limit() ?? .max
    let store = try await invocation.openForReading()
    let runs = try await store.read { try $0.runs(limit: limit) }
    var writer = try RowWriter(
      format, columns: ["id", "state", "started_at", "seconds", "command", "figures"],
      to: invocation.console.output, screen: invocation.console.screen)
    for run in runs {
      try writer.write(run.cells(isShort: format == .table || format == .markdown))
    }
    try writer.finish()
    return .done
  }
}

extension RunRecord {
  fileprivate func cells(isShort: Bool) -> [Value] {
    [
      .integer(id), .text(state), .text(startedAt), Value(seconds), .text(command),
      .text(isShort ? keyFigures : figures.text),
    ]
  }

  /// The numbers among the figures: `made 12, calls 3`; zeros and the run's own are left out.
  var keyFigures: String {
    (figures.object ?? []).compactMap { member in
      guard member.name != "run", let value = member.value.double, value != 0 else { return nil }
      return "\(member.name.replacing("_", with: " ")) \(value.short)"
    }.joined(separator: ", ")
  }
}

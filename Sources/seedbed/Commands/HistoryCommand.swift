import Base
import Store

extension Command {
  /// `seedbed history DB ID`.
  static let history = Command(
    "history", "DB ID", summary: "show the versions of an artifact, and what changed",
    details: """
      Each version with where it came from and why, and its text with what changed since the version
      before: [-taken out-] and {+put in+}. The other formats have each text as it is.

      ID is that of any version: a number or key:PREFIX.
      """,
    examples: ["seedbed history demo.db 512", "seedbed history demo.db key:9f3a --json"],
    flags: [Flag("--text", .output, "Print blocks of text (the default on a terminal).")]
      + RowFormat.flags
  ) { invocation in
    let asked = try invocation.oneOf(["--text"] + RowFormat.allCases.map { "--\($0.rawValue)" })
    let store = try await invocation.openForReading()
    let versions = try await store.read { connection in
      try connection.history(
        ofItemOf: try connection.artifactID(named: invocation.operands[1]))
    }
    if asked == "--text" || asked == nil && invocation.console.screen.isTerminal {
      try printCards(versions, invocation.console)
    } else {
      try printRows(versions, RowFormat(invocation), invocation.console)
    }
    return .done
  }
}

private func printCards(_ versions: [RecordedVersion], _ console: Console) throws {
  var cards = Cards(
    columns: ["status", "method", "model", "why", "created_at", "text"], to: console.output,
    screen: console.screen)
  var before: String?
  for version in versions {
    let text = before.map { WordChanges.marked(from: $0, to: version.text) } ?? version.text
    try cards.write(
      [
        .text(version.glimpse.status), .text(version.method), Value(version.model),
        Value(version.reason), .text(version.createdAt), .text(text),
      ], title: "version \(version.glimpse.version): \(version.glimpse.kind) \(version.glimpse.id)")
    before = version.text
  }
}

private func printRows(
  _ versions: [RecordedVersion], _ format: RowFormat, _ console: Console
) throws {
  var writer = try RowWriter(
    format,
    columns: [
      "version", "id", "key", "kind", "status", "method", "model", "why", "created_at", "text",
    ], to: console.output, screen: console.screen)
  for version in versions {
    let glimpse = version.glimpse
    try writer.write([
      .integer(glimpse.version), .integer(glimpse.id), Value(glimpse.key), .text(glimpse.kind),
      .text(glimpse.status), .text(version.method), Value(version.model), Value(version.reason),
      .text(version.createdAt), .text(version.text),
    ])
  }
  try writer.finish()
}

import Base
import Store

extension Command {
  /// `seedbed search DB WORDS`.
  static let search = Command(
    "search", "DB WORDS…", summary: "find questions and answers by what they say",
    details: """
      Finds the heads that contain all WORDS, in any order and whatever the case, in every script: a
      word is found inside of longer ones, so Japanese, Chinese and Korean need no spaces. The best
      matches come first. A phrase is one word in quotes. In SQL the same index is the table
      artifact_text.
      """,
    examples: [
      "seedbed search demo.db chiral centre", "seedbed search demo.db \"photo electric effect\"",
      "seedbed search demo.db 不斉炭素 --kind answer --json",
    ],
    flags: [
      Flag(
        "--kind", "KIND", .selection, "Only questions or only answers.",
        choices: [Kind.question.rawValue, Kind.answer.rawValue], defaultText: "both"),
      Flag(
        "--status", "STATUS", .selection, "Only heads of this status.",
        choices: Status.allCases.map(\.rawValue), defaultText: "any"),
      Flag("--limit", "N", .selection, "At most this many rows.", defaultText: "20"),
    ] + RowFormat.flags
  ) { invocation in
    let format = try RowFormat(invocation)
    let search = TextSearch(
      words: Array(invocation.operands.dropFirst()), kind: try invocation.choice("--kind"),
      status: try invocation.choice("--status"), limit: try invocation.limit() ?? 20)
    guard search.words.allSatisfy({ !$0.isBlank }) else {
      throw UsageError("a word to search for is empty: leave it out")
    }
    try await bringIndexUpToDate(invocation)
    let store = try await invocation.openForReading()
    let found = try await store.read { try $0.find(search) }
    var writer = try RowWriter(
      format, columns: ["id", "kind", "status", "text"], to: invocation.console.output,
      screen: invocation.console.screen)
    for row in found {
      try writer.write([
        .integer(row.id), .text(row.kind), .text(row.status), .text(row.text),
      ])
    }
    try writer.finish()
    if found.isEmpty { invocation.console.talk.say("nothing is found") }
    return .done
  }
}

/// Adds what a large import left out of the index; where the file cannot be written, the search reads
/// all texts instead.
private func bringIndexUpToDate(_ invocation: Invocation) async throws {
  let missing = try await invocation.openForReading().read { try $0.textsWithoutIndex() }
  guard missing > 0 else { return }
  let status = invocation.console.talk.status()
  defer { status.finish() }
  status.update("adding \(missing) texts to the index")
  do {
    let store = try await invocation.openForChanges()
    _ = try await store.write { try $0.refreshSearchIndex() }
    await store.close()
  } catch let error as SQLiteError where error.isReadOnly {
    return
  }
}

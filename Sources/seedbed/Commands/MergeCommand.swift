import Base
import FoundationEssentials
import Store

extension Command {
  /// `seedbed merge DB OTHER…`.
  static let merge = Command(
    "merge", "DB OTHER…", summary: "bring files together by key",
    details: """
      Everything that the other files hold comes along: artifacts with their lineage, plans, units,
      calls, decisions, runs, imports and exports. Keys decide what is the same and is stored once;
      names never do. Different answers to one request are kept side by side. Where both files gave an
      item new versions, the versions are numbered by the time they were made, then by key.

      The result does not depend on which file was merged into which: plans come in the order in
      which they were first made. DB is made if it is missing; the other files are only read. A file
      that is damaged, of another program or of a newer Seedbed, or that a run is working on, is
      refused, and nothing is changed. Merging the same again does nothing.
      """,
    examples: [
      "seedbed merge all.db chemistry.db music.db", "seedbed merge all.db laptop.db --dry-run",
    ], flags: Flag.changes
  ) { try await MergeRun(invocation: $0).perform() }
}

/// One `seedbed merge`.
struct MergeRun {
  let invocation: Invocation

  func perform() async throws -> ExitStatus {
    let path = invocation.operands[0]
    let others = Array(invocation.operands.dropFirst())
    for other in others {
      try requireOther(other, than: path)
      try await Store.checkMergeable(other)
    }
    let isNew = !FileManager.default.fileExists(atPath: path)
    let isDry = invocation.isSet("--dry-run")
    let store = try await Store(path: isDry && isNew ? ":memory:" : path, mode: .readWrite)
    do {
      let figures = try await merge(others, into: store, isDry: isDry)
      await store.close()
      return try tell(figures, isDry: isDry)
    } catch {
      await store.close()
      if isNew { try? FileManager.default.removeItem(atPath: path) }
      throw error
    }
  }

  private func requireOther(_ other: String, than path: String) throws(UsageError) {
    guard let file = FileFigures(path: path), FileFigures(path: other)?.isSame(as: file) == true
    else { return }
    throw UsageError("\(other) is the database itself: give another file to merge into it")
  }

  private func merge(
    _ others: [String], into store: Store, isDry: Bool
  ) async throws -> MergeFigures {
    let command = invocation.typed
    return try await store.merge(others, keepIf: { !isDry && !$0.isUnchanged }) {
      connection, figures in
      let run = try connection.beginRun(command, tool: Release.version)
      try connection.endRun(run, .done, figures: figures.json)
      _ = try connection.refreshSearchIndex(limit: 20_000)
    }
  }

  private func tell(_ figures: MergeFigures, isDry: Bool) throws -> ExitStatus {
    let numbers = (figures.json.object ?? []).compactMap { member in
      member.value.int.flatMap { $0 > 0 ? "\($0) \(member.name.replacing("_", with: " "))" : nil }
    }
    let what =
      numbers.isEmpty ? "what was known came about otherwise" : numbers.joined(separator: ", ")
    invocation.console.talk.say(
      figures.isUnchanged
        ? "\(invocation.operands[0]) has everything already: nothing is changed"
        : (isDry ? "would bring: " : "brought: ") + what)
    try invocation.print(isDry ? figures.json.setting("dry_run", true) : figures.json)
    return .done
  }
}

import Base
import Store

extension Command {
  /// `seedbed accept DB ID…`.
  static let accept = Command(
    "accept", "DB [ID…]", summary: "keep artifacts, whatever the rules say",
    details: """
      A person's word goes before every rule: what a rule dropped is live again. It does not undo
      what an ancestor suffered: an answer to a question that was rejected stays out. Accepting a
      field, a subfield or a discipline accepts what is live below it, down to the subjects: with
      generate glan --review that is what a run waits for. Without IDs, --where picks rows of the
      view of --kind, --waiting all that wait. seedbed undo takes it back.

      ID is a number or key:PREFIX.
      """,
    examples: [
      "seedbed accept demo.db 512 --why \"not a repeat: other units\"",
      "seedbed accept demo.db --where \"id IN (SELECT artifact_id FROM drops)\" --dry-run",
      "seedbed accept demo.db --kind discipline --where \"field = 'Humanities'\"",
      "seedbed accept demo.db --waiting",
    ], flags: judgementFlags
  ) { invocation in try await judge(invocation, .accept, isDown: false) }

  /// `seedbed reject DB ID…`.
  static let reject = Command(
    "reject", "DB [ID…]", summary: "take artifacts out, and what was made from them",
    details: """
      What was made from a rejected artifact goes with it, except what only saw it as an example
      or was evolved from it: --down rejects that, too. Without IDs, --where picks rows of the view
      of --kind, --waiting what a run with --review waits for. Nothing is deleted: seedbed undo takes it back.

      ID is a number or key:PREFIX.
      """,
    examples: [
      "seedbed reject demo.db 512 --why \"wrong answer\"",
      "seedbed reject demo.db --kind discipline --where \"name LIKE 'Astrology%'\"",
      "seedbed reject demo.db key:9f3a --down --dry-run",
    ],
    flags: judgementFlags + [
      Flag("--down", .task, "Reject all that was made from it, along every role.")
    ]
  ) { invocation in try await judge(invocation, .reject, isDown: invocation.isSet("--down")) }
}

private let judgementFlags: [Flag] =
  [
    Flag("--where", "SQL", .selection, "Judge the rows for which this condition holds."),
    Flag(
      "--kind", "KIND", .selection, "Which view --where is about.",
      choices: Kind.allCases.filter { $0.view != nil }.map(\.rawValue), defaultText: "question"),
    Flag("--waiting", .selection, "Judge all rows of the view waiting."),
    Flag("--why", "TEXT", .task, "The reason, which why and lineage tell."),
  ] + Flag.changes

private func judge(
  _ invocation: Invocation, _ verdict: Verdict, isDown: Bool
) async throws -> ExitStatus {
  let names = Array(invocation.operands.dropFirst())
  let selection = try invocation.oneOf(["--where", "--waiting"])
  guard names.isEmpty == (selection != nil) else {
    throw UsageError(
      selection.map { "IDs and \($0) exclude each other: keep one of them" }
        ?? "give IDs, --where or --waiting: \(invocation.command.usage)")
  }
  let named = try await artifacts(named: names, invocation)
  guard !named.isEmpty else { return try tellNothing(invocation, verdict) }
  let reason = invocation.text("--why")
  return try await change(invocation) { connection, run in
    try connection.store(Judgement(verdict, named, reason: reason), run: run)
    let below = Set(
      verdict == .accept
        ? try connection.liveNodes(below: named)
        : isDown ? try connection.headsMade(from: named) : []
    ).subtracting(named)
    try connection.store(Judgement(verdict, Array(below), reason: reason), run: run)
    return ["\(verdict.rawValue)ed": JSON(Set(named).count + below.count)]
  }
}

/// The artifacts that the operands name, or else those that `--where` finds.
private func artifacts(named names: [String], _ invocation: Invocation) async throws -> [Int] {
  let kind: Kind = try invocation.choice("--kind") ?? .question
  let store = try await invocation.openForReading()
  if invocation.isSet("--waiting") {
    return try await store.read { try $0.rows("SELECT id FROM waiting") { $0.int(0) } }
  }
  guard let condition = invocation.text("--where"), let view = PublicView(of: kind) else {
    return try await store.read { connection in
      try names.map { try connection.artifactID(named: $0) }
    }
  }
  do {
    return try await store.read { try $0.ids(of: view, where: condition) }
  } catch let error as QueryError {
    throw UsageError("--where: \(error)")
  }
}

/// Nothing to judge is no fault, and no run.
private func tellNothing(_ invocation: Invocation, _ verdict: Verdict) throws -> ExitStatus {
  invocation.console.talk.warn(
    invocation.isSet("--waiting")
      ? "nothing waits for review: nothing is changed"
      : "no row fits --where: nothing is changed")
  try invocation.print(
    ["run": nil, "\(verdict.rawValue)ed": 0, "changed": 0, "changes": []])
  return .done
}

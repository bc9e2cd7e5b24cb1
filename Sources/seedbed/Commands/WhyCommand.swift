import Base
import Store

extension Command {
  /// `seedbed why DB ID`.
  static let why = Command(
    "why", "DB ID",
    summary: "tell why an artifact is an example, or a request was not reused",
    details: """
      In sentences: what it is, and what keeps it out: the rule that dropped it with value,
      threshold and the row that it repeats, a person's reject, a newer version of something it
      was made from, another answer that was chosen, or what happened to its answer's request.

      ID is a number or key:PREFIX. unit:NUMBER, or key: and the beginning of a unit's key, tells of
      a planned request what is recorded of it, and what differs from those at the same place that
      it did not reuse.
      """,
    examples: [
      "seedbed why demo.db 512", "seedbed why demo.db key:9f3a --json",
      "seedbed why demo.db unit:17",
    ],
    flags: [Flag("--json", .output, "Print one JSON object.")]
  ) { invocation in
    let store = try await invocation.openForReading()
    let name = invocation.operands[1]
    let unit = try await store.read { connection in
      try connection.unitID(named: name).map { try connection.explanation(ofUnit: $0) }
    }
    if let unit {
      try print(unit.json, unit.sentences, invocation)
      return .done
    }
    let explanation = try await store.read { connection in
      try connection.explanation(
        of: try connection.artifactID(named: name))
    }
    try print(explanation.json, explanation.sentences, invocation)
    return .done
  }
}

private func print(_ json: JSON, _ sentences: [String], _ invocation: Invocation) throws {
  guard invocation.isSet("--json") else { return try invocation.console.write(lines: sentences) }
  try invocation.console.output.write(json.text + "\n")
}

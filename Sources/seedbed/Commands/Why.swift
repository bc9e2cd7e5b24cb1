import Base
import Store

extension Command {
  /// `seedbed why DB ID`.
  static let why = Command(
    "why", "DB ID", summary: "tell why an artifact is, or is not, among the examples",
    details: """
      In sentences: what it is, and what keeps it out: the rule that dropped it with value,
      threshold and the row that it repeats, a person's reject, a newer version of something it
      was made from, another answer that was chosen, or what happened to its answer's request.

      ID is a number or key:PREFIX.
      """,
    examples: ["seedbed why demo.db 512", "seedbed why demo.db key:9f3a --json"],
    flags: [Flag("--json", .output, "Print one JSON object.")]
  ) { invocation in
    let store = try await invocation.openForReading()
    let explanation = try await store.read { connection in
      try connection.explanation(
        of: try connection.artifactID(named: invocation.operands[1]))
    }
    let text =
      invocation.isSet("--json")
      ? explanation.json.text : explanation.sentences.joined(separator: "\n")
    try invocation.console.output.write(text + "\n")
    return .done
  }
}

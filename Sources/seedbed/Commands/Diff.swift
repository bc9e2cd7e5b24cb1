internal import Base
internal import Export
internal import Store

extension Command {
  /// `seedbed diff DB --exports A B`.
  static let diff = Command(
    "diff", "DB A B", summary: "say how two exports differ",
    details: """
      A and B are the numbers of two exports (field "export" of manifest.json). Says which rows are in \
      one of them alone, which changed their side, and which have another version or answer, and what \
      was asked differently. A row is known by its question, whatever its version. With --json, the \
      rows are named by the keys of their questions.
      """,
    examples: ["seedbed diff demo.db --exports 1 2", "seedbed diff demo.db --exports 1 2 --json"],
    flags: [
      Flag("--exports", .task, "A and B are exports."),
      Flag("--json", .output, "Print the figures and rows as one JSON object."),
    ]
  ) { invocation in
    guard invocation.isSet("--exports") else {
      throw UsageError("say what A and B are: --exports compares two exports")
    }
    let numbers = try invocation.operands.dropFirst().map { text in
      guard let number = Int(text) else {
        throw UsageError("\"\(text)\" is no number: see seedbed query DB 'select id from export'")
      }
      return number
    }
    let store = try await invocation.openForReading()
    let comparison = try await store.read {
      try ExportComparison(numbers[0], numbers[1], $0)
    }
    if invocation.isSet("--json") {
      try invocation.print(comparison.json)
    } else {
      for line in comparison.lines { try invocation.console.output.write(line + "\n") }
    }
    return .done
  }
}

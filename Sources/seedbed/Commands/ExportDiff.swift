internal import Base
internal import Export
internal import Store

/// `seedbed diff DB A B --exports`: how two exports differ.
enum ExportDiff {
  static func perform(_ invocation: Invocation, _ numbers: [Int]) async throws -> ExitStatus {
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

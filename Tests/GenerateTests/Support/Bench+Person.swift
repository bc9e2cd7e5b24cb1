import Base
import Import
import Store
import TestSupport

extension Bench {
  /// A person accepts artifacts, with what is live below them.
  func accept(_ ids: Int...) async throws { try await accept(ids) }

  func accept(_ ids: [Int]) async throws {
    try await asPerson { connection, run in
      let all = try ids + connection.liveNodes(below: ids)
      try connection.store(Judgement(.accept, all), run: run)
    }
  }

  /// A person rejects an artifact.
  func reject(_ id: Int) async throws {
    try await asPerson { try $0.store(Judgement(.reject, [id]), run: $1) }
  }

  /// A person imports rows, written as a file called `name`.
  @discardableResult
  func add(
    _ rows: String, as form: RowForm, file name: String = "rows.jsonl"
  ) async throws -> ImportFigures {
    let folder = try TemporaryFolder()
    try folder.write(rows, to: name)
    let prepared = try ImportOptions(form).prepare([InputFile(folder.file(name))])
    return try await asPerson { try prepared.insert(into: $0, run: $1) { _ in } }
  }

  @discardableResult
  private func asPerson<T: Sendable>(
    _ body: @escaping @Sendable (Connection, Int) throws -> T
  ) async throws -> T {
    try await write { connection in
      let run = try connection.beginRun("person", tool: "0")
      let result = try body(connection, run)
      try connection.endRun(run, .done, figures: .object([]))
      return result
    }
  }
}

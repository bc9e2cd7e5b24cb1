import FoundationEssentials
import Store

extension Invocation {
  /// The database that the first operand names, for reading.
  func openForReading() async throws -> Store {
    try requireOrder()
    return try await Store(path: operands[0], mode: .readOnly)
  }

  /// The database that the first operand names, for changes to what is in it: a missing one is not
  /// made.
  func openForChanges() async throws -> Store {
    try await requireDatabase()
    return try await Store(path: operands[0], mode: .readWrite)
  }

  /// Throws the store's sentence about a missing file if there is none.
  func requireDatabase() async throws {
    guard !FileManager.default.fileExists(atPath: operands[0]) else { return }
    _ = try await openForReading()
  }

  /// Throws if the operands were swapped: the first is no file, but one that should be none is.
  private func requireOrder() throws(UsageError) {
    let isFile = { FileManager.default.fileExists(atPath: $0) }
    let words = Set(command.operands.names.dropFirst())
    guard words.isSubset(of: ["ID", "SQL", "WORDS", "RUN", "A", "B"]), !isFile(operands[0]),
      let path = operands.dropFirst().first(where: isFile)
    else { return }
    throw UsageError("the database comes first, and here \(path) does not: \(command.usage)")
  }

  /// The value of --limit.
  func limit() throws(UsageError) -> Int? { try int("--limit", in: 1...Int.max) }

  /// Throws a sentence about --where if it is no condition over `view`.
  func checkCondition(over view: String, _ connection: Connection) throws {
    guard let condition = text("--where") else { return }
    do {
      try connection.requireCondition(condition, over: view)
    } catch let error as QueryError {
      throw UsageError("--where: \(error)")
    }
  }
}

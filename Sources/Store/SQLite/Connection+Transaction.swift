internal import CSQLite

extension Connection {
  /// Runs `body` in one transaction: all of it is kept, or, when it throws, none of it.
  ///
  /// The first error wins: a roll-back that fails too does not hide why. A transaction inside of
  /// another is part of it. When `isKept` is false of the result, all is taken back without an error.
  public func transaction<T>(
    keepIf isKept: (T) -> Bool = { _ in true }, _ body: () throws -> T
  ) throws -> T {
    try transaction("BEGIN IMMEDIATE", keepIf: isKept, body)
  }

  /// Runs `body`, which only reads, on what the file holds now, whatever others write meanwhile.
  public func snapshot<T>(_ body: () throws -> T) throws -> T {
    try transaction("BEGIN", keepIf: { _ in true }, body)
  }

  /// Runs `body`, which begins and ends its own transactions, without looking up each row that a
  /// written one refers to.
  ///
  /// For many rows that refer to artifacts which were read in the same transaction: these are never
  /// deleted, so that a look-up can find nothing wrong, and it takes a third of the time of storing
  /// decisions.
  func trustingReferences<T>(_ body: () throws -> T) throws -> T {
    try execute("PRAGMA foreign_keys = OFF")
    let result = Result { try body() }
    try execute("PRAGMA foreign_keys = ON")
    return try result.get()
  }

  private func transaction<T>(
    _ beginning: String, keepIf isKept: (T) -> Bool, _ body: () throws -> T
  ) throws -> T {
    guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
    try execute(beginning)
    do {
      let result = try body()
      try execute(isKept(result) ? "COMMIT" : "ROLLBACK")
      return result
    } catch {
      if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
      throw error
    }
  }
}

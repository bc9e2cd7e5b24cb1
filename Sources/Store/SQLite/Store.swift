/// The SQLite file: one connection on a thread of its own.
///
/// ```swift
/// let store = try await Store(path: "demo.db", mode: .readWrite)
/// let count = try await store.read { try $0.int("SELECT count(*) FROM examples") }
/// ```
public actor Store {
  private let executor: QueueExecutor
  private var connection: Connection?
  /// The path of the file.
  public nonisolated let path: String

  /// The thread that the connection lives on.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    executor.asUnownedSerialExecutor()
  }

  /// Opens the file at `path`; for writing, a missing file is made and an older one is migrated.
  ///
  /// - Throws: ``StoreError`` for a file that is missing, another program's or a newer Seedbed's,
  ///   ``SQLiteError`` for what SQLite refuses. Nothing was changed then.
  public init(path: String, mode: Connection.Mode) async throws {
    self.path = path
    executor = QueueExecutor()
    connection = nil
    try open(mode)
  }

  /// Makes the file that is to be at `path` as `unfinished`; see ``make(_:_:)``.
  init(making unfinished: String, named path: String) async throws {
    self.path = path
    executor = QueueExecutor()
    connection = nil
    try begin(unfinished)
  }

  private func begin(_ unfinished: String) throws {
    connection = try Schema.make(unfinished, named: path)
  }

  private func open(_ mode: Connection.Mode) throws {
    connection = try Schema.open(path, mode)
  }

  /// Reads with the connection; what `body` returns is handed on.
  public func read<T: Sendable>(_ body: @Sendable (Connection) throws -> T) throws -> T {
    guard let connection else { throw StoreError("the database \(path) is closed") }
    return try body(connection)
  }

  /// Reads and writes in one transaction: all of it is kept, or, when `body` throws, nothing.
  ///
  /// A rehearsal says by `isKept` that what it did is taken back, too; its result is handed on.
  public func write<T: Sendable>(
    keepIf isKept: @Sendable (T) -> Bool = { _ in true },
    _ body: @Sendable (Connection) throws -> T
  ) throws -> T {
    guard let connection else { throw StoreError("the database \(path) is closed") }
    return try connection.transaction(keepIf: isKept) { try body(connection) }
  }

  /// As ``write(keepIf:_:)``, for many decisions on artifacts that `body` reads itself: what they
  /// refer to is not looked up again.
  public func decide<T: Sendable>(
    keepIf isKept: @Sendable (T) -> Bool = { _ in true },
    _ body: @Sendable (Connection) throws -> T
  ) throws -> T {
    guard let connection else { throw StoreError("the database \(path) is closed") }
    return try connection.trustingReferences {
      try connection.transaction(keepIf: isKept) { try body(connection) }
    }
  }

  /// Closes the file; SQLite then folds its write-ahead log into it.
  public func close() { connection = nil }
}

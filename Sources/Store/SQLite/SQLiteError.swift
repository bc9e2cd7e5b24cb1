internal import CSQLite

/// What SQLite refused, in its own words, without the values that were bound (maybe private).
public struct SQLiteError: Error, CustomStringConvertible {
  /// SQLite's extended result code.
  public let code: Int32
  /// SQLite's message.
  public let message: String
  /// The statement, if one was prepared or run.
  public let sql: String?

  /// SQLite's message, with the way out where there is one.
  public var description: String {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED:
      "the database is locked by another program: wait for it or stop it (\(message))"
    case SQLITE_FULL: "the disk is full: free some space and run the command again"
    case SQLITE_READONLY:
      "the database or its folder cannot be written: take the right to, or work on a copy (\(message))"
    case SQLITE_CANTOPEN: "the database cannot be opened: \(message)"
    case SQLITE_CORRUPT: "the database file is damaged: restore a backup (\(message))"
    case SQLITE_NOTADB: "the file is not an SQLite database"
    case SQLITE_INTERRUPT: "the query was interrupted"
    default: message
    }
  }

  /// True if the file or its folder cannot be written, or somebody else writes.
  public var isReadOnly: Bool {
    [SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_BUSY].contains(code & 0xFF)
  }

  /// True if a constraint of the schema was broken.
  public var isConstraint: Bool { code & 0xFF == SQLITE_CONSTRAINT }
}

/// A file or a request that the store refuses, as a sentence that says what to do.
public struct StoreError: Error, CustomStringConvertible, Equatable {
  /// The sentence.
  public let description: String

  /// An error that says `description`.
  public init(_ description: String) { self.description = description }
}

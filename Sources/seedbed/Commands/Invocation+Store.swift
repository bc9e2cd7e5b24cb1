import FoundationEssentials
import Store

extension Invocation {
  /// The database that the first operand names, for reading.
  func openForReading() async throws -> Store {
    try await Store(path: operands[0], mode: .readOnly)
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

  /// Throws a sentence about --where if it is no condition over `view`; ends in a line of its own,
  /// so that a comment in it ends, too.
  func checkCondition(over view: String, _ connection: Connection) throws {
    guard let condition = text("--where") else { return }
    guard condition.contains(where: { !$0.isWhitespace }) else {
      throw UsageError("--where is empty: give a condition, or leave it out")
    }
    do {
      try connection.query(
        "SELECT 1 FROM \(view) WHERE (\n\(condition)\n) LIMIT 0", columns: { _ in }, row: { _ in })
    } catch let error as QueryError {
      throw UsageError("--where: \(error)")
    }
  }

  /// The command line as table `run` keeps it: flags in the order of help, values that may be
  /// secret left out.
  var recorded: String {
    var words = ["seedbed"] + command.words + operands
    for flag in command.flags where isSet(flag.name) {
      let values = flag.name == "--header" ? ["…"] : texts(flag.name)
      words += values.isEmpty ? [flag.name] : values.flatMap { [flag.name, $0] }
    }
    return words.map(shellQuoted).joined(separator: " ")
  }
}

/// `word` as a shell reads it back as one word.
private func shellQuoted(_ word: String) -> String {
  let isPlain = word.utf8.allSatisfy { byte in
    byte > 0x7F || byte.isLetterOrDigit || "-_./:=@%+,…".utf8.contains(byte)
  }
  guard word.isEmpty || !isPlain else { return word }
  return "'"
    + word.split(separator: "'", omittingEmptySubsequences: false)
    .joined(separator: "'\\''") + "'"
}

extension UInt8 {
  /// True for ASCII letters and digits.
  fileprivate var isLetterOrDigit: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}

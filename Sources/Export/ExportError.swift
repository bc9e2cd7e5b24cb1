#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Why nothing was exported, as a sentence that says what to do.
public struct ExportError: Error, Equatable, CustomStringConvertible {
  /// The sentence.
  public let description: String

  init(_ description: String) { self.description = description }

  /// The database names an answer that is not in it.
  static func lostAnswer(of question: Int) -> ExportError {
    ExportError("question \(question) has lost its answer: run seedbed verify")
  }

  /// `path` cannot be `what` (read, written …), for the reason that the system gives.
  static func system(_ path: String, _ what: String, _ code: Int32 = errno) -> ExportError {
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    let advice = code == ENOSPC ? "; free some space and run the command again" : ""
    return ExportError("\(path) cannot be \(what): \(reason)\(advice)")
  }
}

/// A `--where` that SQLite does not take.
public struct InvalidCondition: Error, CustomStringConvertible {
  /// The sentence.
  public let description: String
}

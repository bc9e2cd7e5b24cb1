import Foundation
import TestSupport
import Testing

/// A command that cannot be carried out, and what is said of it.
struct BadInput: Sendable, CustomTestStringConvertible {
  /// Words; `DB`, `DIR` and `URL` stand for the database, the folder and an endpoint that works.
  var command: String
  /// Further words, as they are, behind the command.
  var more: [String] = []
  /// The exit status.
  var status: Int32
  /// What the one line on standard error contains.
  var sentence: String

  var testDescription: String { ([command] + more).joined(separator: " ") }

  init(_ command: String, _ more: String..., ends status: Int32, _ sentence: String) {
    self.command = command
    self.more = more
    self.status = status
    self.sentence = sentence
  }

  /// The words for a database and an endpoint.
  func arguments(_ bench: Workbench, database: String, url: String) -> [String] {
    (command.split(separator: " ").map(String.init) + more).map { word in
      switch word {
      case "DB": bench.file(database)
      case "URL": url
      default: word.hasPrefix("DIR/") ? bench.file(String(word.dropFirst(4))) : word
      }
    }
  }
}

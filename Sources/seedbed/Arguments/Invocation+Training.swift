internal import Curate
internal import Formats

// What the commands that write and check training files share.

extension Flag {
  /// The shape of training files; `summary` says what is done with it, and `other` what comes before
  /// the usual one where none is typed.
  static func format(_ summary: String, unless other: String? = nil) -> Flag {
    Flag(
      "--format", "NAME", .task, summary, choices: Format.all.map(\.name),
      defaultText: (other.map { $0 + ", else " } ?? "") + Format.all[0].name)
  }
}

extension Invocation {
  /// The format that was typed, or the usual one.
  var format: Format { typedFormat ?? Format.all[0] }

  /// The format that was typed, if any.
  var typedFormat: Format? { text("--format").flatMap { Format(named: $0) } }

  /// The highest ROUGE-L that questions in two splits may have, if it was typed.
  func maxLeak() throws -> Threshold? {
    try orUsageError("--max-leak") { try text("--max-leak").map { try Threshold($0) } }
  }
}

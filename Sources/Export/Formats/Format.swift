/// One shape of training files: a table entry, made in a file of its own.
public struct Format: Sendable {
  /// What `--format` calls it.
  public let name: String
  /// What a row looks like and who reads it, in a sentence or two.
  public let summary: String
  /// The name of each side's file.
  let fileName: @Sendable (Side) -> String
  /// Appends one row as a line of JSON, without the line's end.
  let append: @Sendable (TrainingRow, inout [UInt8]) -> Void
}

extension Format {
  /// Every format, the default first.
  public static let all = [messages]

  /// The format called `name`, or nil.
  public init?(named name: String) {
    guard let format = Format.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }
}

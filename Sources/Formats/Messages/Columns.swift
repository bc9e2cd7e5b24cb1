internal import Base

/// The columns of a row that is being read.
struct Columns {
  private let members: [JSON.Member]

  /// The columns of `row`; throws unless it is an object whose columns are all in `known`.
  ///
  /// Columns that are somebody else's are a fault where they make the row one of another format
  /// too, and else a warning.
  init(
    _ row: JSON, known: [String], _ notes: inout [RowFault]
  ) throws(RowFault) {
    guard case .object(let members) = row else {
      throw RowFault("data_type", "a row is an object, not \(row.noun)")
    }
    self.members = members
    for member in members where !known.contains(member.name) {
      guard !Columns.reserved.contains(member.name) else {
        throw RowFault(
          "two_formats", "the row has \(member.name) beside the columns of its own format")
      }
      notes.append(
        RowFault(
          "unrecognized_key", "the column \(member.name) is not part of the format",
          isWarning: true))
    }
  }

  /// Columns by which trainers tell formats apart: TRL refuses two of them in a row.
  private static let reserved: Set<String> = [
    "messages", "conversations", "prompt", "completion", "chosen", "rejected", "text",
    "instruction", "output", "question", "answer",
  ]

  /// The value of the column `name`; nil without it.
  subscript(name: String) -> JSON? { members.first { $0.name == name }?.value }

  /// The text of the column `name`.
  func text(_ name: String) throws(RowFault) -> String {
    guard let value = self[name] else {
      throw RowFault("missing_key", "there is no column \(name)")
    }
    guard let text = value.string else {
      throw RowFault("data_type", "\(name) is \(value.noun), not a text")
    }
    return text
  }

  /// The text of the column `name`, which has more than white space.
  func filled(_ name: String) throws(RowFault) -> String {
    let text = try text(name)
    guard !text.isBlank else { throw RowFault("missing_content", "\(name) is empty") }
    return text
  }

  /// The text of the column `name`, if there is one that is not empty.
  func optional(_ name: String) throws(RowFault) -> String? {
    guard let value = self[name] else { return nil }
    if case .null = value {
      throw RowFault("data_type", "\(name) is null: leave it out, or make it an empty text")
    }
    let text = try text(name)
    return text.isEmpty ? nil : text
  }
}

internal import Base
internal import Formats

/// The columns of a row and what they hold: readers fix them by the first rows of a file.
struct Shape: Sendable, Equatable {
  /// What each column holds, by its path: `messages[].role`.
  private(set) var kinds: [Column] = []

  struct Column: Sendable, Equatable {
    let path: String
    let kind: String
  }

  init(_ row: JSON) {
    for member in row.object ?? [] { add(member.name, member.value) }
  }

  private mutating func add(_ path: String, _ value: JSON) {
    switch value {
    case .array(let elements):
      note(path, "a list")
      for element in elements { add(path + "[]", element) }
    case .object(let members):
      note(path, "an object")
      for member in members { add("\(path).\(member.name)", member.value) }
    case .string: note(path, "a text")
    case .number: note(path, "a number")
    case .bool: note(path, "true or false")
    case .null: note(path, "null")
    }
  }

  private mutating func note(_ path: String, _ kind: String) {
    let column = Column(path: path, kind: kind)
    if !kinds.contains(column) { kinds.append(column) }
  }

  /// What makes `other` a row that a reader of rows like this one stumbles over; `offset` is where
  /// it begins in its file.
  ///
  /// `datasets` looks at the first ten megabytes (measured with 3.6.0 and 5.2.0).
  func faults(of other: Shape, at offset: Int) -> [RowFault] {
    if other == self { return [] }
    return other.kinds.compactMap { column in
      guard !kinds.contains(column) else { return nil }
      if let known = kinds.first(where: { $0.path == column.path }) {
        return RowFault(
          "mixed_types", "\(column.path) is \(column.kind), and \(known.kind) in the first row")
      }
      return RowFault(
        "late_key", "\(column.path) is not in the first row", isWarning: offset < 10_000_000)
    }
  }
}

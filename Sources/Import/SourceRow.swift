internal import Base

/// One row of a file, whatever the format.
struct SourceRow {
  /// Where it stands.
  let position: Position
  /// Its columns in their order; a bare text is a column `text`.
  let columns: [JSON.Member]
  /// True if an empty text may mean that there is nothing, as in CSV.
  var isSparse = false

  /// The row written as `value`.
  ///
  /// - Throws: ``Fault`` for anything but an object or a text.
  init(_ value: JSON, at position: Position) throws(Fault) {
    self.position = position
    switch value {
    case .object(let members): columns = members
    case .string: columns = [JSON.Member("text", value)]
    default: throw Fault("a row is an object with columns, not \(value.noun)", at: position)
    }
  }

  init(columns: [JSON.Member], at position: Position, isSparse: Bool = false) {
    self.isSparse = isSparse
    self.position = position
    self.columns = columns
  }
}

/// How much of a file was read.
struct Extent: Sendable, Equatable {
  /// Lines, or elements of an array, with those that were skipped.
  var count = 0
  /// Lines without anything on them.
  var blank = 0
}

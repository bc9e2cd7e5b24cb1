/// Which columns are read as what.
public struct ColumnNames: Sendable {
  private var uses: [String: Use] = [:]
  /// The columns that `--map` names, with what they are.
  public let mapped: [Part: String]

  /// True if a column can be an answer.
  let readsAnswers: Bool

  /// What a column is: a part, and how many of the part's other columns go before it.
  struct Use: Sendable, Equatable {
    let part: Part
    let rank: Int
  }

  /// The usual names of the parts of `form`, but for those in `mapped`.
  public init(_ form: RowForm, mapped: [Part: String] = [:]) {
    self.mapped = mapped
    readsAnswers = form.hasAnswers
    for part in form.parts {
      let names = mapped[part].map { [$0] } ?? part.usualColumns
      for (rank, name) in names.enumerated() where uses[name] == nil || mapped[part] != nil {
        uses[name] = Use(part: part, rank: rank)
      }
    }
  }

  /// What the column called `name` is; nil if it is of no known use.
  subscript(name: String) -> Use? { uses[name] }

  /// The column that `part` is read from first.
  func first(_ part: Part) -> String { mapped[part] ?? part.usualColumns.first ?? part.rawValue }

  /// The columns that `part` may be read from, as a list in words.
  func listed(_ part: Part) -> String {
    (mapped[part].map { [$0] } ?? part.usualColumns).listed("or")
  }
}

extension [String] {
  /// The elements as a list in words: `a, b or c`.
  func listed(_ conjunction: String) -> String {
    guard count > 1, let last else { return first ?? "" }
    return "\(dropLast().joined(separator: ", ")) \(conjunction) \(last)"
  }
}

extension Connection {
  /// Throws unless `condition`, SQL that a person wrote, is one condition over the rows of `view`.
  ///
  /// It is tried in brackets and without: in brackets, an ORDER BY or another SELECT after it is wrong;
  /// without, a bracket that it closes itself is. It stands on lines of its own, so that a comment in
  /// it ends.
  ///
  /// - Throws: ``QueryError`` for one that is empty or wrong.
  public func requireCondition(_ condition: String, over view: String) throws {
    guard condition.contains(where: { !$0.isWhitespace }) else {
      throw QueryError(description: "the condition is empty: give one, or leave it out")
    }
    do {
      for written in ["(\n\(condition)\n)", "\n\(condition)\n"] {
        try query(
          "SELECT 1 FROM \(view) WHERE \(written) LIMIT 0", columns: { _ in }, row: { _ in })
      }
    } catch let error as QueryError {
      throw try naming(error, columnsOf: [view])
    }
  }

  /// `error`, and, where it is about a column that is missing, the columns that `views` have.
  public func naming(_ error: QueryError, columnsOf views: [String]) throws -> QueryError {
    guard error.description.contains("no such column") else { return error }
    let known = try views.map { "; \($0) has \(try columns(of: $0))" }
    return QueryError(description: "\(error)\(known.joined())")
  }

  private func columns(of view: String) throws -> String {
    var names = ""
    try query(
      "SELECT * FROM \(view) LIMIT 0", columns: { names = $0.joined(separator: ", ") },
      row: { _ in })
    return names
  }

  /// The ids of the rows of a view with ids for which `condition`, SQL that a person wrote, holds.
  ///
  /// - Throws: ``QueryError`` for a condition that is wrong, or that would do more than read.
  public func ids(of view: PublicView, where condition: String) throws -> [Int] {
    var ids: [Int] = []
    try onlyRead()
    try requireCondition(condition, over: view.name)
    try query("SELECT id FROM \(view.name) WHERE (\n\(condition)\n)", columns: { _ in }) { row in
      ids.append(row.int(0))
    }
    return ids
  }
}

extension Connection {
  /// The ids of the rows of a view with ids for which `condition`, SQL that a person wrote, holds.
  ///
  /// - Throws: ``QueryError`` for a condition that is wrong, or that would do more than read.
  public func ids(of view: PublicView, where condition: String) throws -> [Int] {
    var ids: [Int] = []
    try onlyRead()
    try query("SELECT id FROM \(view.name) WHERE (\n\(condition)\n)", columns: { _ in }) { row in
      ids.append(row.int(0))
    }
    return ids
  }
}

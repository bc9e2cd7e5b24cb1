extension Connection {
  /// Brings the full-text index up to date with the questions and answers; the result is how many
  /// were added.
  ///
  /// - Parameter limit: If more than this many are missing, nothing is done: a bulk import leaves
  ///   the index to the first search.
  public func refreshSearchIndex(limit: Int = .max) throws -> Int {
    let last = try int("SELECT ifnull(max(id), 0) FROM artifact_text_docsize")
    let missing = try int(
      "SELECT count(*) FROM artifact WHERE id > ? AND kind IN ('question', 'answer')",
      [.integer(last)])
    guard missing > 0, missing <= limit else { return 0 }
    try execute(
      """
      INSERT INTO artifact_text (rowid, text)
      SELECT id, text FROM artifact WHERE id > ? AND kind IN ('question', 'answer') ORDER BY id
      """, [.integer(last)])
    return missing
  }
}

import Store

extension Bench {
  /// One text for each row of `sql`.
  func lines(_ sql: String) async throws -> [String] {
    try await read { connection in
      try connection.rows(sql) { row in
        (0..<row.count).map { row.text($0) }.joined(separator: " | ")
      }
    }
  }

  /// The number that `sql` gives.
  func count(_ sql: String) async throws -> Int { try await read { try $0.int(sql) } }

  /// Keys with their places and standing, in canonical order; and the states of units.
  ///
  /// Plans are left out: the same artifacts may be reached by several.
  func outcome() async throws -> [String] {
    try await lines(
      """
      SELECT a.kind, a.key, st.status, a.sequence FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id ORDER BY a.kind, a.sequence, a.key
      """) + lines("SELECT stage, key, state, sequence FROM unit ORDER BY stage, key")
  }

  /// Keys and standing alone.
  func keys() async throws -> Set<String> {
    Set(
      try await lines(
        """
        SELECT a.kind, a.key, st.status FROM artifact AS a
        JOIN standing AS st ON st.artifact_id = a.id
        """))
  }

  /// Every row of every table, times of this machine included.
  func dump() async throws -> [String] {
    let tables = try await lines(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'artifact_text%' "
        + "AND name NOT LIKE 'sqlite%' ORDER BY name")
    var rows: [String] = []
    for table in tables { rows += try await lines("SELECT * FROM \(table)") }
    return rows
  }
}

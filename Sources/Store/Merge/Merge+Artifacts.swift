extension Merge {
  /// Artifacts, lineage, and the ids they were imported with.
  ///
  /// A version of an item that is known gets a number far up, until ``bringVersions()`` counts.
  mutating func bringArtifacts() throws {
    try keepFirstPlaces()
    figures.artifacts += try change(
      """
      INSERT INTO main.artifact (id, key, item_id, version, kind, text, attributes, origin, language,
        method, plan_id, sequence, call_id, created_at)
      SELECT m.ours, t.key, coalesce((SELECT item_id FROM main.artifact WHERE id = f.ours), f.ours),
        CASE WHEN f.is_new THEN t.version ELSE \(Merge.provisional) + m.ours END, t.kind, t.text,
        t.attributes, t.origin, t.language, t.method, \(ours("plan", "t.plan_id")), t.sequence,
        \(ours("call", "t.call_id")), t.created_at
      FROM temp.merged_artifact AS m JOIN \(other).artifact AS t ON t.id = m.theirs
      JOIN temp.merged_artifact AS f ON f.theirs = t.item_id
      WHERE m.is_new ORDER BY m.ours
      """)
    try change(
      """
      INSERT INTO main.lineage (child_id, parent_id, role, position)
      SELECT m.ours, \(ours("artifact", "t.parent_id")), t.role, t.position
      FROM \(other).lineage AS t JOIN temp.merged_artifact AS m ON m.theirs = t.child_id
      WHERE m.is_new
      """)
  }

  /// Numbers from here on are no versions yet.
  static let provisional = 1_000_000_000

  /// What both files have keeps the earlier of its two places, with the call it was read from.
  private mutating func keepFirstPlaces() throws {
    try connection.executeScript(
      """
      DROP TABLE IF EXISTS temp.earlier;
      CREATE TEMP TABLE earlier AS
      SELECT m.ours AS id, t.id AS theirs, p.ours AS plan,
        (p.ours, t.sequence, t.created_at, ifnull(t.language, ''))
          < (o.plan_id, o.sequence, o.created_at, ifnull(o.language, '')) AS is_earlier,
        min(o.created_at, t.created_at) AS created_at
      FROM temp.merged_artifact AS m
      JOIN \(other).artifact AS t ON t.id = m.theirs
      JOIN main.artifact AS o ON o.id = m.ours
      JOIN temp.merged_plan AS p ON p.theirs = t.plan_id
      WHERE NOT m.is_new AND (is_earlier OR t.created_at < o.created_at);
      """)
    guard try connection.int("SELECT count(*) FROM temp.earlier") > 0 else { return }
    let (connection, other) = (connection, other)
    let call = ours("call", "t.call_id")
    var moved = 0
    try connection.allowCorrections {
      try connection.execute(
        """
        UPDATE main.artifact SET plan_id = e.plan, sequence = t.sequence, language = t.language,
          method = t.method, call_id = \(call)
        FROM temp.earlier AS e JOIN \(other).artifact AS t ON t.id = e.theirs
        WHERE artifact.id = e.id AND e.is_earlier
        """)
      try connection.execute(
        """
        UPDATE main.artifact SET created_at = e.created_at
        FROM temp.earlier AS e WHERE artifact.id = e.id
        """)
      moved = connection.changes
    }
    figures.others += moved
  }
}

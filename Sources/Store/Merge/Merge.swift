public import Base

/// What a merge brought.
public struct MergeFigures: Sendable, Equatable {
  /// Artifacts that were not there.
  public var artifacts = 0
  /// Items whose versions had diverged and were numbered anew.
  public var renumbered = 0
  /// Planned requests that were not there.
  public var units = 0
  /// Attempts that were not there.
  public var calls = 0
  /// Verdicts that were not there.
  public var decisions = 0
  /// Runs that were not there.
  public var runs = 0
  /// Exports that were not there.
  public var exports = 0
  /// Rows of other tables that were added or changed.
  var others = 0

  /// True if the file had everything already.
  public var isUnchanged: Bool { self == MergeFigures() }

  /// The figures as `--json` prints them.
  public var json: JSON {
    [
      "artifacts": JSON(artifacts), "renumbered_items": JSON(renumbered), "units": JSON(units),
      "calls": JSON(calls), "decisions": JSON(decisions), "runs": JSON(runs),
      "exports": JSON(exports),
    ]
  }
}

/// Brings what an attached file holds into the file that is open.
///
/// Keys decide what is the same, names never do. What both files have is kept as it came about
/// first: plans are ordered by the time they were made and their key, runs likewise, so the result
/// does not depend on which file was merged into which, but for ids.
struct Merge {
  let connection: Connection
  /// The name under which the other file is attached.
  let other: String
  var figures = MergeFigures()

  init(_ connection: Connection, from other: String) {
    self.connection = connection
    self.other = other
  }

  /// Does it, in the transaction that is open.
  mutating func perform() throws {
    try bringPlans()
    try bringRuns()
    try map("artifact", on: "o.key = t.key")
    try bringRequests()
    try bringArtifacts()
    try bringVersions()
    try bringDecisions()
    try bringExports()
    guard !figures.isUnchanged else { return }
    try connection.deriveStanding()
  }

  /// Runs a statement on the tables of the file; the result is how many rows it changed.
  @discardableResult
  func change(_ sql: String, _ values: [Value] = []) throws -> Int {
    try connection.execute(sql, values)
    return connection.changes
  }

  /// Makes `temp.merged_<table>`: for each of their rows the id of ours, and whether it is new.
  ///
  /// New ids follow ours in their order, so that parents come before their children still.
  func map(_ table: String, on condition: String) throws {
    try connection.executeScript(
      """
      DROP TABLE IF EXISTS temp.merged_\(table);
      CREATE TEMP TABLE merged_\(table) (
        theirs INTEGER PRIMARY KEY, ours INTEGER NOT NULL, is_new INTEGER NOT NULL);
      INSERT INTO temp.merged_\(table)
      SELECT t.id, min(o.id), 0 FROM \(other).\(table) AS t
      JOIN main.\(table) AS o ON \(condition) GROUP BY t.id;
      INSERT INTO temp.merged_\(table)
      SELECT t.id, (SELECT coalesce(max(id), 0) FROM main.\(table)) + row_number() OVER (ORDER BY t.id),
        1
      FROM \(other).\(table) AS t
      WHERE NOT EXISTS (SELECT 1 FROM temp.merged_\(table) AS m WHERE m.theirs = t.id);
      """)
  }

  /// Our id for their `column`, as SQL.
  func ours(_ table: String, _ column: String) -> String {
    "(SELECT m.ours FROM temp.merged_\(table) AS m WHERE m.theirs = \(column))"
  }

  /// A column that refers to the ids of another table.
  struct Reference {
    let table: String
    let column: String
    /// True if no two rows may have the same value, not even in between.
    var isUnique = false
  }

  /// Gives the rows of `table` the ids that they have already, but in the order of `columns`, and
  /// what refers to them, too; true if that changed anything.
  ///
  /// - Parameter rows: What `columns` are of: the table, with others joined to it.
  func reorder(
    _ table: String, by columns: String, of rows: String, references: [Reference]
  ) throws -> Bool {
    try connection.executeScript(
      """
      DROP TABLE IF EXISTS temp.reordered;
      CREATE TEMP TABLE reordered (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
      INSERT INTO temp.reordered
      SELECT wanted.id, present.id
      FROM (SELECT \(table).id AS id, row_number() OVER (ORDER BY \(columns)) AS place
        FROM \(rows)) AS wanted
      JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place FROM main.\(table)) AS present
        ON present.place = wanted.place
      WHERE wanted.id <> present.id;
      """)
    guard try connection.int("SELECT count(*) FROM temp.reordered") > 0 else { return false }
    for reference in [Reference(table: table, column: "id", isUnique: true)] + references {
      try move(reference)
    }
    return true
  }

  private func move(_ reference: Reference) throws {
    let (table, column) = (reference.table, reference.column)
    let sign = reference.isUnique ? "-" : ""
    if reference.isUnique {
      try connection.execute(
        "UPDATE main.\(table) SET \(column) = -\(column) "
          + "WHERE \(column) IN (SELECT old FROM temp.reordered)")
    }
    try connection.execute(
      "UPDATE main.\(table) SET \(column) = r.new "
        + "FROM temp.reordered AS r WHERE r.old = \(sign)\(table).\(column)")
  }
}

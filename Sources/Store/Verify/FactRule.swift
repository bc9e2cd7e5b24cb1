/// A rule about the facts in a file, as a query for the rows that break it.
struct FactRule: Sendable {
  /// What holds, in a few words.
  let name: String
  /// Gives a sentence for each row that breaks it.
  let query: String
  /// The table that is looked at.
  let table: String
}

extension FactRule {
  /// Of every screening that is not undone the one that takes its place: the next full one of the
  /// same rule and scope, or null.
  static let successors = """
    SELECT s.id AS screening, (
      SELECT min(l.id) FROM screening AS l
      WHERE l.rule = s.rule AND l.scope = s.scope AND l.id > s.id AND l.state <> 'undone'
        AND NOT l.is_incremental) AS id
    FROM screening AS s WHERE s.state <> 'undone'
    """

  static let all: [FactRule] = [
    FactRule(
      name: "lineage has no cycles and knows its roles",
      query: """
        SELECT 'artifact ' || child_id || ' is made from ' || parent_id || ', which is not older'
        FROM lineage WHERE parent_id >= child_id
        UNION ALL
        SELECT 'artifact ' || child_id || ' has a parent in the role ' || role
          || ', which no table knows'
        FROM lineage WHERE role NOT IN (SELECT name FROM role)
        """, table: "lineage"),
    FactRule(
      name: "the versions of an item are counted from 1",
      query: """
        SELECT 'the item of artifact ' || item_id || ' has ' || count(*)
          || ' versions, numbered from ' || min(version) || ' to ' || max(version)
        FROM artifact GROUP BY item_id HAVING min(version) <> 1 OR max(version) <> count(*)
        UNION ALL
        SELECT 'artifact ' || a.id || ' is a version of ' || f.id
          || ', which is no first version of its kind'
        FROM artifact AS a JOIN artifact AS f ON f.id = a.item_id
        WHERE f.item_id <> f.id OR f.version <> 1 OR f.kind <> a.kind
        """, table: "artifact"),
    FactRule(
      name: "heads are counted as they are",
      query: """
        WITH counted (kind, status, rule, heads) AS (\(Standing.tally)),
          kept AS (SELECT kind, status, rule, heads FROM tally WHERE heads <> 0)
        SELECT 'there are ' || heads || ' heads of kind ' || kind || ' that are ' || status
          || iif(rule = '', '', ' by ' || rule) || ', which tally does not say'
        FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
        UNION ALL
        SELECT 'tally says that ' || heads || ' heads of kind ' || kind || ' are ' || status
          || iif(rule = '', '', ' by ' || rule) || ', which they are not'
        FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
        """, table: "tally"),
    FactRule(
      name: "the drops of each rule are counted as they are",
      query: """
        WITH counted (kind, rule, heads) AS (\(Standing.dropTally)),
          kept AS (SELECT kind, rule, heads FROM drop_tally WHERE heads <> 0)
        SELECT rule || ' drops ' || heads || ' heads of kind ' || kind
          || ', which drop_tally does not say'
        FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
        UNION ALL
        SELECT 'drop_tally says that ' || rule || ' drops ' || heads || ' heads of kind ' || kind
          || ', which it does not'
        FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)
        """, table: "drop_tally"),
    FactRule(
      name: "every artifact has its origin",
      query: """
        SELECT 'artifact ' || a.id || ' comes from a request that is not there'
        FROM artifact AS a WHERE a.origin ->> 0 = 'unit' AND NOT EXISTS (
          SELECT 1 FROM call AS c JOIN unit AS u ON u.id = c.unit_id
          WHERE c.id = a.call_id AND u.key = a.origin ->> 1)
        UNION ALL
        SELECT 'artifact ' || a.id || ' was imported, but its id in '
          || ifnull(a.origin ->> 1, 'its source') || ' is not there'
        FROM artifact AS a WHERE a.origin ->> 0 = 'imported' AND NOT EXISTS (
          SELECT 1 FROM imported AS i WHERE i.source = a.origin ->> 1 AND i.kind = a.kind
            AND i.external_id = a.origin ->> 2 AND i.item_id = a.item_id)
        UNION ALL
        SELECT 'artifact ' || a.id || ' revises a version that is not there'
        FROM artifact AS a WHERE a.origin ->> 0 = 'revision' AND NOT EXISTS (
          SELECT 1 FROM artifact AS b WHERE b.key = a.origin ->> 1 AND b.item_id = a.item_id)
        UNION ALL
        SELECT 'artifact ' || a.id || ' has an unknown origin' FROM artifact AS a
        WHERE ifnull(a.origin ->> 0, '') NOT IN ('unit', 'content', 'imported', 'revision')
        """, table: "artifact"),
    FactRule(
      name: "every request that is done was answered",
      query: """
        SELECT 'unit ' || u.id || ' is done, but none of its calls was usable'
        FROM unit AS u WHERE u.state = 'done' AND NOT EXISTS (
          SELECT 1 FROM call AS c WHERE c.unit_id = u.id AND c.class IS NULL)
        UNION ALL
        SELECT 'unit ' || u.id || ' is ' || u.state || ', but nothing says why'
        FROM unit AS u WHERE u.state IN ('unfinished', 'unusable') AND u.class IS NULL
        """, table: "unit"),
    FactRule(
      name: "a screening counts unless a later one took its place",
      query: """
        SELECT 'screening ' || s.id || ' (' || s.rule || ') is ' || s.state
          || ', but the next full one of its scope is ' || ifnull(next.id, 'none')
        FROM (\(successors)) AS next JOIN screening AS s ON s.id = next.screening
        WHERE s.superseded_by IS NOT next.id OR (s.state = 'superseded') <> (next.id IS NOT NULL)
        """, table: "screening"),
    FactRule(
      name: "the funnel adds up",
      query: """
        SELECT 'of ' || max(made) || ' artifacts of kind ' || kind || ' the funnel accounts for '
          || (max(superseded) + max(rejected) + max(stale) + sum(dropped_first) + max(left))
        FROM funnel GROUP BY kind HAVING count(DISTINCT made) > 1
          OR max(made) <> max(superseded) + max(rejected) + max(stale) + sum(dropped_first)
            + max(left)
        """, table: "kind"),
  ]
}

extension Connection {
  func check(_ rule: FactRule) throws -> Verification.Check {
    var faults = FaultList()
    try forEachRow(rule.query) { row in
      faults.add(row.text(0))
      return true
    }
    return Verification.Check(rule.name, try int("SELECT count(*) FROM \(rule.table)"), faults)
  }
}

/// Keeps table `standing`: the status of every head, in the transaction that changes its causes.
///
/// A status follows from a person's verdict, the rules' drops, and the parents' statuses as far as
/// their roles pass them on. A change therefore spreads in waves, from parents to children, until
/// nothing changes any more; lineage has no cycles, so it ends.
enum Standing {
  /// Working tables of a connection that writes.
  static let temporaryTables = """
    CREATE TEMP TABLE IF NOT EXISTS wave (id INTEGER PRIMARY KEY);
    CREATE TEMP TABLE IF NOT EXISTS fresh (
      id INTEGER PRIMARY KEY, status TEXT NOT NULL, decision_id INTEGER, dropped_by TEXT);
    CREATE TEMP TABLE IF NOT EXISTS rechosen (id INTEGER PRIMARY KEY);
    """

  /// What table `tally` says, counted anew.
  static let tally = """
    SELECT st.kind, st.status, coalesce(sc.rule, ''), count(*)
    FROM standing AS st LEFT JOIN decision AS d ON d.id = st.decision_id
    LEFT JOIN screening AS sc ON sc.id = d.screening_id GROUP BY 1, 2, 3
    """

  /// What table `drop_tally` says, counted anew from the decisions.
  static let dropTally =
    "SELECT kind, rule, count(DISTINCT artifact_id) FROM drops GROUP BY kind, rule"

  // CROSS JOIN keeps SQLite from going through a large table for the few rows of a wave.
  /// The status that each head in `wave` should have now, and the rules that drop it itself, by the
  /// rules of `schema.sql`.
  fileprivate static let computeFresh = """
    INSERT INTO temp.fresh (id, status, decision_id, dropped_by)
    WITH parents AS (
      SELECT l.child_id AS id,
        max(r.passes_rejected AND p.status IS 'rejected') AS rejected,
        min(CASE WHEN r.passes_rejected AND p.status = 'rejected' THEN p.decision_id END)
          AS rejected_by,
        max(r.passes_stale AND (p.artifact_id IS NULL OR p.status = 'stale')) AS stale,
        max(r.passes_dropped AND p.status IS 'dropped') AS dropped,
        min(CASE WHEN r.passes_dropped AND p.status = 'dropped' THEN p.decision_id END)
          AS dropped_by
      FROM temp.wave AS w
      CROSS JOIN lineage AS l ON l.child_id = w.id
      JOIN role AS r ON r.name = l.role
      LEFT JOIN standing AS p ON p.artifact_id = l.parent_id
      GROUP BY l.child_id),
    verdicts AS (
      SELECT w.id AS id,
        max(CASE WHEN d.verdict IN ('accept', 'reject') THEN d.id END) AS person,
        min(CASE WHEN d.verdict = 'drop' THEN d.id END) AS dropped_by
      FROM temp.wave AS w
      CROSS JOIN decision AS d ON d.artifact_id = w.id
      CROSS JOIN screening AS s ON s.id = d.screening_id AND s.state = 'active'
      GROUP BY w.id),
    causes AS (
      SELECT w.id AS id, person.verdict AS person, person.id AS person_id,
        CASE WHEN person.verdict IS 'accept' THEN NULL ELSE v.dropped_by END AS own,
        coalesce(p.rejected, 0) AS rejected, p.rejected_by AS rejected_by,
        coalesce(p.stale, 0) AS stale, coalesce(p.dropped, 0) AS dropped,
        p.dropped_by AS dropped_by
      FROM temp.wave AS w
      CROSS JOIN standing AS s ON s.artifact_id = w.id
      LEFT JOIN parents AS p ON p.id = w.id
      LEFT JOIN verdicts AS v ON v.id = w.id
      LEFT JOIN decision AS person ON person.id = v.person)
    SELECT id,
      CASE
        WHEN person IS 'reject' OR rejected THEN 'rejected'
        WHEN stale THEN 'stale'
        WHEN own IS NOT NULL OR dropped THEN 'dropped'
        ELSE 'live' END,
      CASE
        WHEN person IS 'reject' THEN person_id
        WHEN rejected THEN rejected_by
        WHEN stale THEN NULL
        WHEN own IS NOT NULL OR dropped
          THEN min(coalesce(own, dropped_by), coalesce(dropped_by, own))
        END,
      CASE WHEN own IS NOT NULL THEN (
        SELECT json_group_array(rule) FROM (
          SELECT DISTINCT s.rule AS rule FROM decision AS d
          CROSS JOIN screening AS s ON s.id = d.screening_id AND s.state = 'active'
          WHERE d.artifact_id = causes.id AND d.verdict = 'drop' ORDER BY s.rule))
        END
    FROM causes
    """

  fileprivate static let keepChanged = """
    DELETE FROM temp.fresh WHERE EXISTS (
      SELECT 1 FROM standing AS s WHERE s.artifact_id = fresh.id
        AND s.status = fresh.status AND s.decision_id IS fresh.decision_id
        AND s.dropped_by IS fresh.dropped_by)
    """

  fileprivate static let apply = """
    UPDATE standing SET (status, decision_id, dropped_by) =
      (SELECT f.status, f.decision_id, f.dropped_by
        FROM temp.fresh AS f WHERE f.id = standing.artifact_id)
    WHERE artifact_id IN (SELECT id FROM temp.fresh)
    """

  fileprivate static let nextWave = """
    INSERT OR IGNORE INTO temp.wave (id)
    SELECT l.child_id FROM temp.fresh AS f CROSS JOIN lineage AS l ON l.parent_id = f.id
    JOIN role AS r ON r.name = l.role
    WHERE r.passes_stale OR r.passes_rejected OR r.passes_dropped
    """

  fileprivate static let noteQuestions = """
    INSERT OR IGNORE INTO temp.rechosen (id)
    SELECT s.question_id FROM temp.fresh AS f CROSS JOIN standing AS s ON s.artifact_id = f.id
    WHERE s.question_id IS NOT NULL
    """

  /// A screening that only scores changes no status, but perhaps which answer is best.
  fileprivate static let noteScored = """
    INSERT OR IGNORE INTO temp.rechosen (id)
    SELECT s.question_id FROM decision AS d JOIN standing AS s ON s.artifact_id = d.artifact_id
    WHERE d.screening_id = ? AND d.verdict = 'score' AND s.question_id IS NOT NULL
    """

  fileprivate static let noteAllQuestions = """
    INSERT OR IGNORE INTO temp.rechosen (id)
    SELECT DISTINCT question_id FROM standing WHERE question_id IS NOT NULL
    """

  /// The answer that stands for a question: of its live answers the one with the highest mean
  /// judge/quality; among equals and unjudged ones the first in canonical order.
  fileprivate static let choose = """
    UPDATE standing SET chosen = NOT chosen
    WHERE question_id IN (SELECT id FROM temp.rechosen) AND chosen <> (artifact_id IS (
      SELECT st.artifact_id FROM standing AS st JOIN artifact AS a ON a.id = st.artifact_id
      WHERE st.question_id = standing.question_id AND st.status = 'live'
      ORDER BY (
        SELECT avg(d.value) FROM decision AS d
        JOIN screening AS s ON s.id = d.screening_id AND s.state = 'active'
        WHERE d.artifact_id = st.artifact_id AND d.verdict = 'score'
          AND s.rule = 'judge/quality') DESC NULLS LAST,
        a.plan_id, a.sequence, a.key LIMIT 1))
    """

  /// What an answer is chosen by, best first: its mean score, plan, sequence and key.
  static let merit = """
    SELECT (
        SELECT avg(d.value) FROM decision AS d
        JOIN screening AS s ON s.id = d.screening_id AND s.state = 'active'
        WHERE d.artifact_id = a.id AND d.verdict = 'score' AND s.rule = 'judge/quality'),
      a.plan_id, a.sequence, a.key
    FROM artifact AS a WHERE a.id = ?
    """
}

extension Connection {
  /// Brings the statuses of `artifacts` up to date, and those of everything made from them.
  public func refreshStanding(of artifacts: some Sequence<Int>) throws {
    try clearWave()
    for id in artifacts {
      try execute("INSERT OR IGNORE INTO temp.wave (id) VALUES (?)", [.integer(id)])
    }
    try spread()
  }

  /// Brings the statuses of everything that `screening` decided on up to date.
  public func refreshStanding(decidedBy screening: Int) throws {
    try clearWave()
    try execute(
      "INSERT OR IGNORE INTO temp.wave (id) SELECT artifact_id FROM decision "
        + "WHERE screening_id = ?", [.integer(screening)])
    try execute(Standing.noteScored, [.integer(screening)])
    try spread()
  }

  /// Computes every status anew, as `verify` does.
  public func refreshStanding() throws {
    try clearWave()
    try execute("INSERT INTO temp.wave (id) SELECT artifact_id FROM standing")
    try execute(Standing.noteAllQuestions)
    try spread()
  }

  private func clearWave() throws {
    try execute("DELETE FROM temp.wave")
    try execute("DELETE FROM temp.rechosen")
  }

  private func spread() throws {
    while true {
      try execute("DELETE FROM temp.fresh")
      try execute(Standing.computeFresh)
      try execute(Standing.keepChanged)
      try execute(Standing.apply)
      guard changes > 0 else { break }
      try execute(Standing.noteQuestions)
      try execute("DELETE FROM temp.wave")
      try execute(Standing.nextWave)
    }
    try execute(Standing.choose)
  }

  /// Chooses among the answers of one question anew.
  func chooseAnswer(of question: Int) throws {
    try execute("DELETE FROM temp.rechosen")
    try execute("INSERT INTO temp.rechosen (id) VALUES (?)", [.integer(question)])
    try execute(Standing.choose)
  }
}

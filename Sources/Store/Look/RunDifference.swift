/// One row whose fate differs between two runs, by one rule.
public struct FateChange: Sendable, Hashable {
  /// The artifact.
  public let artifact: Int
  /// Its kind, as table `kind` names it.
  public let kind: String
  /// The rule.
  public let rule: String
  /// What each of the runs concluded.
  public let before: Fate
  /// See ``before``.
  public let after: Fate
  /// The beginning of its text.
  public let text: String
}

/// What a run concluded about a row by a rule.
public struct Fate: Sendable, Hashable {
  /// A verdict; `kept` if the run's rule looked at such rows and found nothing, `unseen` if the run
  /// did not apply the rule to them.
  public let verdict: String
  /// What was measured.
  public let value: Double?
  /// The row that it repeats.
  public let witness: Int?
}

extension Connection {
  /// The rows that `earlier` and `later` judged differently, by rule and then in order of ids; whether
  /// the runs count still or were undone or superseded makes no difference.
  ///
  /// - Throws: ``StoreError`` if one of the runs is not there, or judged nothing.
  public func fateChanges(from earlier: Int, to later: Int) throws -> [FateChange] {
    for run in [earlier, later] { try requireScreenings(of: run) }
    return try rows(
      """
      WITH
        verdicts AS (
          SELECT sc.run_id AS run, sc.rule AS rule, d.artifact_id AS artifact,
            min(d.verdict) AS verdict, max(d.value) AS value, min(d.witness_id) AS witness
          FROM screening AS sc JOIN decision AS d ON d.screening_id = sc.id
          WHERE sc.run_id IN (?1, ?2) AND d.verdict IN ('drop', 'flag', 'accept', 'reject')
          GROUP BY 1, 2, 3),
        seen AS (
          SELECT DISTINCT run_id AS run, rule AS rule, scope ->> 'kind' AS kind
          FROM screening WHERE run_id IN (?1, ?2)),
        pairs AS (
          SELECT coalesce(a.rule, b.rule) AS rule, coalesce(a.artifact, b.artifact) AS artifact,
            a.verdict AS was, a.value AS was_value, a.witness AS was_witness,
            b.verdict AS became, b.value AS became_value, b.witness AS became_witness
          FROM (SELECT * FROM verdicts WHERE run = ?1) AS a
          FULL JOIN (SELECT * FROM verdicts WHERE run = ?2) AS b
            ON b.rule = a.rule AND b.artifact = a.artifact)
      SELECT p.artifact, a.kind, p.rule,
        coalesce(p.was, CASE WHEN EXISTS (SELECT 1 FROM seen AS s
          WHERE s.run = ?1 AND s.rule = p.rule AND s.kind = a.kind) THEN 'kept' ELSE 'unseen' END),
        p.was_value, p.was_witness,
        coalesce(p.became, CASE WHEN EXISTS (SELECT 1 FROM seen AS s
          WHERE s.run = ?2 AND s.rule = p.rule AND s.kind = a.kind) THEN 'kept' ELSE 'unseen' END),
        p.became_value, p.became_witness, \(TextBeginning.column("a.text", 200))
      FROM pairs AS p JOIN artifact AS a ON a.id = p.artifact
      WHERE p.was IS NOT p.became ORDER BY p.rule, p.artifact
      """, [.integer(earlier), .integer(later)]
    ) { row in
      FateChange(
        artifact: row.int(0), kind: row.text(1), rule: row.text(2),
        before: Fate(
          verdict: row.text(3), value: row.optionalDouble(4), witness: row.optionalInt(5)),
        after: Fate(
          verdict: row.text(6), value: row.optionalDouble(7), witness: row.optionalInt(8)),
        text: TextBeginning.read(row.text(9), 200))
    }
  }

  private func requireScreenings(of run: Int) throws {
    guard try int("SELECT count(*) FROM run WHERE id = ?", [.integer(run)]) > 0 else {
      throw StoreError("there is no run \(run): see seedbed runs")
    }
    guard try int("SELECT count(*) FROM screening WHERE run_id = ?", [.integer(run)]) > 0 else {
      throw StoreError(
        "run \(run) judged no rows, so there is nothing to compare: see seedbed runs")
    }
  }
}

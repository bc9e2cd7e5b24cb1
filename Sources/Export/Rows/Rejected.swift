/// The worse answer of a question, for preference formats.
enum Rejected {
  /// The id of the worse answer to that of `a`, as SQL: one that judges preferred it to, of several the
  /// one that lost most; else the live one with the lowest mean judge/quality below that of `a`; of
  /// imported preferences, which no judge has scored, the one that its row calls rejected.
  static let column = """
    coalesce((SELECT p.rejected_id FROM temp.preference AS p WHERE p.chosen_id = a.id AND p.place = 1),
      (SELECT r.id FROM standing AS sr JOIN artifact AS r ON r.id = sr.artifact_id
      WHERE sr.question_id = q.id AND sr.status = 'live' AND r.id <> a.id
        AND (\(score("r")) < \(score("a"))
          OR (r.attributes ->> 'preference' = 'rejected' AND \(score("r")) IS NULL))
        AND a.id NOT IN (SELECT p.rejected_id FROM temp.preference AS p WHERE p.chosen_id = r.id)
      ORDER BY \(score("r")), r.plan_id, r.sequence, r.key LIMIT 1))
    """

  private static func score(_ answer: String) -> String {
    """
    (SELECT avg(d.value) FROM decision AS d
      JOIN screening AS s ON s.id = d.screening_id AND s.state = 'active'
      WHERE d.artifact_id = \(answer).id AND d.verdict = 'score' AND s.rule = 'judge/quality')
    """
  }
}

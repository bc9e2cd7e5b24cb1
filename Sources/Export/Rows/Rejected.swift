/// The worse answer of a question, for preference formats.
enum Rejected {
  /// The id of the live answer with the lowest mean judge/quality below that of `a`, as SQL; of
  /// imported preferences, which no judge has scored, the one that its row calls rejected.
  static let column = """
    (SELECT r.id FROM standing AS sr JOIN artifact AS r ON r.id = sr.artifact_id
      WHERE sr.question_id = q.id AND sr.status = 'live' AND r.id <> a.id
        AND (\(score("r")) < \(score("a"))
          OR (r.attributes ->> 'preference' = 'rejected' AND \(score("r")) IS NULL))
      ORDER BY \(score("r")), r.plan_id, r.sequence, r.key LIMIT 1)
    """

  private static func score(_ answer: String) -> String {
    """
    (SELECT avg(d.value) FROM decision AS d
      JOIN screening AS s ON s.id = d.screening_id AND s.state = 'active'
      WHERE d.artifact_id = \(answer).id AND d.verdict = 'score' AND s.rule = 'judge/quality')
    """
  }
}

internal import Store

/// What judges concluded by comparing two answers (view `preferences`), for an export.
enum Preference {
  /// How many answers each answer was preferred to, less those that were preferred to it.
  static let points = """
    SELECT question_id, answer_id, sum(point) AS points FROM (
      SELECT question_id, chosen_id AS answer_id, 1 AS point FROM preferences
      UNION ALL SELECT question_id, rejected_id, -1 FROM preferences)
    GROUP BY question_id, answer_id
    """

  /// Makes table `preference`, which is temporary: what each answer was preferred to, the one with the
  /// fewest points first.
  static func prepare(_ connection: Connection) throws {
    try connection.execute(
      """
      CREATE TEMP TABLE preference (chosen_id INTEGER NOT NULL, place INTEGER NOT NULL,
        rejected_id INTEGER NOT NULL, PRIMARY KEY (chosen_id, place)) WITHOUT ROWID
      """)
    try connection.execute(
      """
      INSERT INTO temp.preference
      SELECT p.chosen_id, row_number() OVER (
        PARTITION BY p.chosen_id ORDER BY w.points, r.plan_id, r.sequence, r.key), p.rejected_id
      FROM preferences AS p JOIN (\(points)) AS w ON w.answer_id = p.rejected_id
      JOIN artifact AS r ON r.id = p.rejected_id
      """)
  }
}

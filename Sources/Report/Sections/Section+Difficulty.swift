internal import Store

extension Section {
  /// How hard the questions are, by judges and by the depth of the syllabus.
  static func difficulty(_ connection: Connection) throws -> Section {
    var section = Section(id: "difficulty", title: "Difficulty")
    let judged = try connection.table(judgedDifficulty)
    section.add(
      "By judges", note: "The mean of a question's scores: 1 is trivial, 5 very hard.", judged,
      missing: (
        "No judge has said how difficult the questions are",
        "seedbed curate judge DB --model NAME --rubrics difficulty"
      ),
      draw: Histogram.even(nil, bin: "difficulty", count: "questions", perOne: 1, limits: 1...5)
        .html)
    let depth = try connection.table(depth)
    section.add(
      "By the place in the syllabus",
      note: "How far into its syllabus a question was drawn from: 0 is its beginning, 1 its end.",
      depth,
      missing: (
        "No question was drawn from a syllabus",
        "seedbed generate glan DB --discipline NAME --questions N --model NAME"
      ),
      draw: Histogram.even(nil, bin: "depth", count: "questions", perOne: 10, limits: 0...0.9).html)
    return section
  }

  private static let judgedDifficulty = """
    WITH
      means AS (
        SELECT artifact_id, avg(value) AS mean FROM scores
        WHERE rule = 'judge/difficulty' GROUP BY artifact_id)
    SELECT round(mean) AS difficulty, count(*) AS questions
    FROM means JOIN standing AS st ON st.artifact_id = means.artifact_id AND st.status = 'live'
    GROUP BY 1 ORDER BY 1
    """

  private static let depth = """
    SELECT min(CAST(depth * 10 AS INTEGER), 9) / 10.0 AS depth, count(*) AS questions
    FROM questions WHERE depth IS NOT NULL AND status = 'live' GROUP BY 1 ORDER BY 1
    """
}

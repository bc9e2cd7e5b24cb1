internal import Base
public import Store

/// How many different draws a stored syllabus offers.
public struct DrawOffer: Sendable {
  /// The subject's name.
  public let subject: String
  /// How many there are, in the sessions that are drawn from.
  public let capacity: DrawCapacity
}

extension Glan {
  /// What the live syllabi below `disciplines` offer, in canonical order.
  public func offers(below disciplines: [Artifact], _ connection: Connection) throws -> [DrawOffer]
  {
    try syllabi(below: disciplines, connection).map { syllabus in
      DrawOffer(
        subject: syllabus.subject,
        capacity: try SyllabusOutline(syllabus.id, connection).capacity(extent.difficulty))
    }
  }

  /// How many draws ``Extent/questions`` asks of each syllabus.
  public var drawsPerSyllabus: Int {
    (extent.questions + extent.questionsPerDraw - 1) / extent.questionsPerDraw
  }

  private func syllabi(
    below disciplines: [Artifact], _ connection: Connection
  ) throws -> [(id: Int, subject: String)] {
    try connection.rows(
      """
      SELECT a.id, ifnull(s.text, '') FROM artifact AS a
      JOIN standing AS st ON st.artifact_id = a.id AND st.status = 'live'
      LEFT JOIN artifact AS s ON s.id = st.subject_id
      WHERE a.kind = 'syllabus' AND st.discipline_id IN (SELECT value FROM json_each(?))
      ORDER BY a.plan_id, a.sequence, a.key
      """, [Value(JSON.array(disciplines.map { JSON($0.reference.id) }))]
    ) { (id: $0.int(0), subject: $0.text(1)) }
  }
}

// What a live or stale artifact lacks, found by walking its lineage.

extension Connection {
  /// The outdated versions, at most five, that make the artifact `id` stale.
  func outdatedAncestors(of id: Int) throws -> [Explanation.Cause] {
    let outdated = try rows(
      """
      WITH RECURSIVE above (id) AS (
        VALUES (?1)
        UNION SELECT l.parent_id FROM above AS a JOIN lineage AS l ON l.child_id = a.id
        JOIN role AS r ON r.name = l.role AND r.passes_stale)
      SELECT a.id FROM above AS a
      WHERE a.id <> ?1 AND NOT EXISTS (SELECT 1 FROM standing AS s WHERE s.artifact_id = a.id)
      ORDER BY a.id DESC LIMIT 5
      """, [.integer(id)]
    ) { $0.int(0) }
    return try outdated.compactMap { id in
      try headGlimpse(of: id).map {
        .outdated(ancestor: try knownGlimpse(id), newest: $0)
      }
    }
  }

  /// Why the live question `id` has no answer among the examples; nothing if it has one.
  func missingAnswer(of id: Int) throws -> [Explanation.Cause] {
    let answers = try rows(
      "SELECT artifact_id, chosen FROM standing WHERE question_id = ? ORDER BY artifact_id",
      [.integer(id)]
    ) { (id: $0.int(0), isChosen: $0.int(1) == 1) }
    if answers.contains(where: \.isChosen) { return [] }
    let lost = try answers.map { Explanation.Cause.lostAnswer(try knownGlimpse($0.id)) }
    let failed = try failedRequests(below: id).map { Explanation.Cause.failedRequest($0) }
    return lost.isEmpty && failed.isEmpty ? [.neverAsked] : lost + failed
  }

  private func failedRequests(below id: Int) throws -> [Explanation.FailedRequest] {
    try rows(
      """
      SELECT u.id, u.stage, u.state, u.class, u.message,
        (SELECT count(*) FROM call AS c WHERE c.unit_id = u.id)
      FROM unit AS u WHERE u.parent_id = ? AND u.state <> 'done' ORDER BY u.id
      """, [.integer(id)]
    ) {
      Explanation.FailedRequest(
        unit: $0.int(0), stage: $0.text(1), state: $0.text(2), failure: $0.optionalText(3),
        message: $0.optionalText(4), attempts: $0.int(5))
    }
  }

  /// The answer that is chosen before the live answer `id`; nothing if that is the one.
  func betterAnswer(than id: Int) throws -> [Explanation.Cause] {
    let chosen = try first(
      """
      SELECT c.artifact_id FROM standing AS s
      JOIN standing AS c ON c.question_id = s.question_id AND c.chosen = 1
      WHERE s.artifact_id = ? AND s.chosen = 0
      """, [.integer(id)]
    ) { $0.int(0) }
    return try chosen.map { [.otherAnswer(try knownGlimpse($0))] } ?? []
  }

  /// How many examples were made from the artifact `id`, along the roles that pass something on.
  func examplesMade(from id: Int) throws -> Int {
    try int(
      """
      WITH RECURSIVE below (id) AS (
        VALUES (?)
        UNION SELECT l.child_id FROM below AS b JOIN lineage AS l ON l.parent_id = b.id
        JOIN role AS r ON r.name = l.role AND r.passes_stale)
      SELECT count(*) FROM below AS b JOIN standing AS s ON s.artifact_id = b.id
      WHERE s.chosen = 1
      """, [.integer(id)])
  }
}

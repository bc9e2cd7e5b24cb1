public import Base

// What --review needs: who was accepted, and who waits.

extension Connection {
  /// True if a person's last word on the artifact `id` is to accept it.
  public func isAccepted(_ id: Int) throws -> Bool {
    try first(
      """
      SELECT d.verdict FROM decision AS d
      JOIN screening AS s ON s.id = d.screening_id AND s.state = 'active'
      WHERE d.artifact_id = ? AND d.verdict IN ('accept', 'reject') ORDER BY d.id DESC LIMIT 1
      """, [.integer(id)]
    ) { $0.text(0) } == Verdict.accept.rawValue
  }

  /// The live subfields, disciplines and subjects below `nodes`, which go with their acceptance.
  ///
  /// Syllabi, questions and answers are below them, too, but are no nodes that are reviewed.
  public func liveNodes(below nodes: [Int]) throws -> [Int] {
    try rows(
      """
      WITH RECURSIVE below (id) AS (
        SELECT l.child_id FROM json_each(?) AS j
        JOIN lineage AS l ON l.parent_id = j.value AND l.role IN ('taxonomy', 'discipline')
        UNION SELECT l.child_id FROM below AS b
        JOIN lineage AS l ON l.parent_id = b.id AND l.role IN ('taxonomy', 'discipline'))
      SELECT s.artifact_id FROM below AS b JOIN standing AS s ON s.artifact_id = b.id
      WHERE s.status = 'live' AND s.kind IN ('field', 'subfield', 'discipline', 'subject')
      ORDER BY s.artifact_id
      """, [Value(JSON.array(nodes.map { JSON($0) }))]
    ) { $0.int(0) }
  }

  /// Flags `artifacts`, by rule `review`, as those that a run of `plan` stopped at; the view
  /// `waiting` has those that are so still.
  public func noteWaiting(_ artifacts: [Int], in plan: Key, run: Int) throws {
    let flags = Set(artifacts).sorted().map {
      DecisionDraft(.flag, $0, reason: "nothing is made below it until a person accepts it")
    }
    try storeIfChanged(
      ScreeningDraft(
        rule: "review", scope: ["plan": .string(plan.text)], examined: flags.count,
        decisions: flags), run: run)
  }

  /// True if the artifact `id` waits for a person to accept it.
  public func isWaiting(_ id: Int) throws -> Bool {
    try first("SELECT 1 FROM waiting WHERE id = ?", [.integer(id)]) { _ in true } ?? false
  }

  /// How many artifacts of each kind wait for a person to accept them.
  public func waitingCounts() throws -> [(kind: String, count: Int)] {
    try rows("SELECT kind, count(*) FROM waiting GROUP BY kind ORDER BY min(id)") {
      (kind: $0.text(0), count: $0.int(1))
    }
  }
}

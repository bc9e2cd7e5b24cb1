internal import Base

extension Merge {
  /// Units, their calls, and the texts that requests share.
  mutating func bringRequests() throws {
    try bringUnits()
    try map("piece", on: "o.hash = t.hash")
    figures.others += try change(
      """
      INSERT INTO main.piece (id, hash, text)
      SELECT m.ours, t.hash, t.text
      FROM temp.merged_piece AS m JOIN \(other).piece AS t ON t.id = m.theirs WHERE m.is_new
      """)
    try map(
      "call",
      on: """
        o.unit_id = \(ours("unit", "t.unit_id")) AND o.fingerprint = t.fingerprint
        AND o.started_at = t.started_at AND o.latency_ms = t.latency_ms AND o.status IS t.status
        AND o.class IS t.class AND o.response IS t.response
        """)
    try bringCalls()
  }

  private mutating func bringUnits() throws {
    try map("unit", on: "o.key = t.key")
    figures.units += try change(
      """
      INSERT INTO main.unit (id, key, plan_id, stage, parent_id, ordinal, retry, sequence, state,
        class, message)
      SELECT m.ours, t.key, \(ours("plan", "t.plan_id")), t.stage,
        \(ours("artifact", "t.parent_id")), \(ordinal), t.retry, t.sequence, t.state, t.class,
        t.message
      FROM temp.merged_unit AS m JOIN \(other).unit AS t ON t.id = m.theirs WHERE m.is_new
      """)
    // Of two states the one that came further; among equals any, but always the same.
    figures.others += try change(
      """
      UPDATE main.unit SET state = t.state, class = t.class, message = t.message
      FROM temp.merged_unit AS m JOIN \(other).unit AS t ON t.id = m.theirs
      WHERE unit.id = m.ours AND NOT m.is_new
        AND (\(rank("t")), ifnull(t.class, ''), ifnull(t.message, ''))
          < (\(rank("unit")), ifnull(unit.class, ''), ifnull(unit.message, ''))
      """)
    figures.others += try change(
      """
      UPDATE main.unit SET plan_id = p.ours, sequence = t.sequence
      FROM temp.merged_unit AS m JOIN \(other).unit AS t ON t.id = m.theirs
      JOIN temp.merged_plan AS p ON p.theirs = t.plan_id
      WHERE unit.id = m.ours AND NOT m.is_new
        AND (p.ours, t.sequence) < (unit.plan_id, unit.sequence)
      """)
  }

  /// Their ordinal, which has the id of an answer where two are compared.
  private var ordinal: String {
    let room = UnitKeys.perPair
    return """
      CASE t.stage WHEN '\(UnitKeys.pairStage)'
        THEN \(ours("artifact", "t.ordinal / \(room)")) * \(room) + t.ordinal % \(room)
        ELSE t.ordinal END
      """
  }

  private func rank(_ unit: String) -> String {
    """
    CASE \(unit).state WHEN 'done' THEN 0 WHEN 'unusable' THEN 1 WHEN 'unfinished' THEN 2 \
    WHEN 'pending' THEN 3 ELSE 4 END
    """
  }

  private mutating func bringCalls() throws {
    try connection.define("seedbed_moved_pieces", movePieces())
    // A unit that both have asked may have two first attempts, until they are counted again.
    let brought = try change(
      """
      INSERT INTO main.call (id, unit_id, attempt, fingerprint, endpoint, url, model, request,
        status, class, message, finish_reason, prompt_tokens, completion_tokens, cost, latency_ms,
        response, started_at)
      SELECT m.ours, u.ours, t.attempt + 1000000 * (NOT u.is_new), t.fingerprint, t.endpoint, t.url,
        t.model, seedbed_moved_pieces(t.request), t.status, t.class, t.message, t.finish_reason,
        t.prompt_tokens, t.completion_tokens, t.cost, t.latency_ms, t.response, t.started_at
      FROM temp.merged_call AS m JOIN \(other).call AS t ON t.id = m.theirs
      JOIN temp.merged_unit AS u ON u.theirs = t.unit_id WHERE m.is_new
      """)
    figures.calls += brought
    guard brought > 0 else { return }
    try connection.executeScript(
      """
      DROP TABLE IF EXISTS temp.recounted;
      CREATE TEMP TABLE recounted AS
      SELECT c.id AS id, row_number() OVER (PARTITION BY c.unit_id
        ORDER BY c.started_at, c.attempt % 1000000, c.fingerprint, c.latency_ms, c.response) AS attempt
      FROM main.call AS c WHERE c.unit_id IN (SELECT unit_id FROM main.call WHERE attempt > 1000000);
      UPDATE main.call SET attempt = -r.attempt FROM temp.recounted AS r WHERE r.id = call.id;
      UPDATE main.call SET attempt = -attempt WHERE attempt < 0;
      """)
  }

  /// Puts the ids that shared texts have in our file into a stored request.
  private func movePieces() throws -> @Sendable ([Value]) throws -> Value {
    let moved = try Dictionary(
      uniqueKeysWithValues: connection.rows("SELECT theirs, ours FROM temp.merged_piece") {
        ($0.int(0), $0.int(1))
      })
    return { values in
      guard case .text(let text)? = values.first, let parts = try JSON(parsing: text).array else {
        throw StoreError("a stored request is no list of texts: run verify")
      }
      return Value(
        JSON.array(
          try parts.map { part in
            guard let id = part.int else { return part }
            guard let ours = moved[id] else {
              throw StoreError("a stored request leans on a text that is gone: run verify")
            }
            return JSON(ours)
          }))
    }
  }
}

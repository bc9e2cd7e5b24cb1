/// An attempt as it is stored.
public struct RecordedCall: Sendable {
  /// The row in table `call`.
  public let id: Int
  /// The server that was asked.
  public let url: String
  /// The exact body.
  public let request: String
  /// HTTP; nil if there was no response.
  public let status: Int?
  /// The raw body.
  public let response: String?
  /// When it was sent.
  public let startedAt: String
}

extension Connection {
  /// The last attempt at the unit `id`; nil if it was never asked.
  public func lastCall(ofUnit id: Int) throws -> RecordedCall? {
    try first(
      """
      SELECT id, url, request, status, response, started_at FROM calls
      WHERE unit_id = ? ORDER BY attempt DESC LIMIT 1
      """, [.integer(id)]
    ) { row in
      RecordedCall(
        id: row.int(0), url: row.text(1), request: row.text(2), status: row.optionalInt(3),
        response: row.optionalText(4), startedAt: row.text(5))
    }
  }

  /// Notes that the response to the call `id` is of use after all.
  public func clearFailure(ofCall id: Int) throws {
    try execute("UPDATE call SET class = NULL, message = NULL WHERE id = ?", [.integer(id)])
  }

  /// The most tokens that a reply had in each stage of each model, among the latest calls.
  public func longestReplies() throws -> [(stage: String, model: String, tokens: Int)] {
    try rows(
      """
      SELECT u.stage, c.model, max(c.completion_tokens) FROM call AS c
      JOIN unit AS u ON u.id = c.unit_id
      WHERE c.completion_tokens IS NOT NULL AND c.id > (SELECT max(id) FROM call) - 20000
      GROUP BY u.stage, c.model
      """
    ) { ($0.text(0), $0.text(1), $0.int(2)) }
  }

  /// What the calls of `plan` cost; 0 without prices.
  public func cost(ofPlan plan: Int) throws -> Double {
    try first(
      """
      SELECT sum(c.cost) FROM unit AS u JOIN call AS c ON c.unit_id = u.id WHERE u.plan_id = ?
      """, [.integer(plan)]
    ) { $0.optionalDouble(0) ?? 0 } ?? 0
  }
}

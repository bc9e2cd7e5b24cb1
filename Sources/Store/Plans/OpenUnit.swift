/// A request that is planned and not answered.
public struct OpenUnit: Sendable {
  /// The row in table `unit`.
  public let id: Int
  /// The stage.
  public let stage: String
  /// Which sample or draw below its parent, from 0.
  public let ordinal: Int
  /// What it is planned below.
  public let parent: Glimpse?
}

extension Connection {
  /// How many requests of the plan that `run` works on are open, and the first ones, at most `limit`.
  public func openUnits(ofRun run: Int, limit: Int) throws -> (count: Int, first: [OpenUnit]) {
    let open = """
      FROM run AS r JOIN unit AS u ON u.plan_id = r.plan_id
        AND u.state IN ('pending', 'unfinished') WHERE r.id = ?
      """
    let first = try rows(
      "SELECT u.id, u.stage, u.ordinal, u.parent_id \(open) ORDER BY u.sequence, u.id LIMIT ?",
      [.integer(run), .integer(limit)]
    ) { row in
      OpenUnit(
        id: row.int(0), stage: row.text(1), ordinal: row.int(2),
        parent: try row.optionalInt(3).flatMap { try glimpse($0) })
    }
    return (try int("SELECT count(*) \(open)", [.integer(run)]), first)
  }
}

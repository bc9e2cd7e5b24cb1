internal import Base
internal import Engine
public import Store

extension Glan {
  /// How many syllabi below these disciplines were asked for fewer sessions or key concepts.
  ///
  /// A syllabus is one reply: unlike subjects or questions, its sessions cannot be added to.
  public func shorterSyllabi(_ connection: Connection) throws -> Int {
    guard stages.contains(where: { $0.plan.name == Glan.stageNames[1] }) else { return 0 }
    let names: Value
    if taxonomy == nil, case .named(let list) = disciplines {
      names = .text(JSON(list).text)
    } else {
      names = .null
    }
    return try connection.first(
      """
      SELECT count(*) FROM unit AS u
      JOIN plan AS p ON p.id = u.plan_id
      JOIN standing AS st ON st.artifact_id = u.parent_id
      JOIN artifact AS d ON d.id = st.discipline_id
      WHERE u.stage = ?1 AND u.state = 'done' AND p.method = 'glan' AND st.status = 'live'
        AND (p.parameters ->> 'sessions' < ?2 OR p.parameters ->> 'concepts' < ?3)
        AND (?4 IS NULL OR d.text IN (SELECT value FROM json_each(?4)))
      """,
      [
        .text(Glan.stageNames[1]), .integer(extent.sessions), .integer(extent.concepts), names,
      ]
    ) { $0.int(0) } ?? 0
  }
}

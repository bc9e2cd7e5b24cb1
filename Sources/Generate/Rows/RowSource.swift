internal import Base
public import Store

/// Where the rows come from that fill a template.
public enum RowSource: Sendable, Hashable {
  /// No rows: the template alone, without variables.
  case none
  /// The result of a query. A column `artifact_id` names the artifact that a row is about: it
  /// becomes the row's parent, and no variable.
  case query(String)
  /// The live rows that were imported: those for which a condition over the view `rows` holds, at
  /// most so many.
  case imported(condition: String?, limit: Int?)

  /// What makes another plan of it.
  var parameter: JSON {
    switch self {
    case .none: .null
    case .query(let sql): .string(sql)
    case .imported(let condition, let limit):
      ["where": JSON(condition), "limit": limit.map { JSON($0) } ?? .null]
    }
  }

  /// The column that names the artifact a row is about.
  static let aboutColumn = "artifact_id"

  /// The columns that a template may use.
  public func columns(_ connection: Connection) throws -> Set<String> {
    switch self {
    case .none: return []
    case .query(let sql):
      var names: [String] = []
      try connection.query(
        "SELECT * FROM (\n\(sql)\n) LIMIT 0", columns: { names = $0 }, row: { _ in })
      return Set(names).subtracting([RowSource.aboutColumn])
    case .imported:
      return Set(
        try imported(connection).flatMap { ($0.attributes.object ?? []).map(\.name) })
    }
  }

  /// The rows that were imported, in canonical order.
  func imported(_ connection: Connection) throws -> [Artifact] {
    guard case .imported(let condition, let limit) = self else { return [] }
    let chosen = condition.map { "AND a.id IN (SELECT id FROM rows WHERE (\n\($0)\n))" } ?? ""
    let rows = try connection.rows(
      """
      SELECT \(Artifact.columns) FROM artifact AS a JOIN standing AS st ON st.artifact_id = a.id
      WHERE a.kind = 'row' AND st.status = 'live' AND a.method = 'import' \(chosen)
      ORDER BY a.plan_id, a.sequence, a.key
      """
    ) { try Artifact($0) }
    return limit.map { Array(rows.prefix($0)) } ?? rows
  }
}

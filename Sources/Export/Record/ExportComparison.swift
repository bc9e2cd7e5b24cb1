public import Base
public import Store

/// How two exports of one database differ.
public struct ExportComparison: Sendable {
  /// The figures as `--json` prints them; rows are named by their questions' keys.
  public let json: JSON
  private let first: Int
  private let second: Int
  private var counts: [String: Int] = [:]

  /// Compares the exports `first` and `second`.
  ///
  /// A row is the same by its question's item, whatever its version.
  ///
  /// - Throws: ``ExportError`` if one of them is not there.
  public init(_ first: Int, _ second: Int, _ connection: Connection) throws {
    (self.first, self.second) = (first, second)
    let manifests = try [first, second].map { try RecordedExport.manifest(of: $0, connection) }
    var groups: [String: [JSON]] = [:]
    var same = 0
    try connection.forEachRow(
      ExportComparison.sql, [.integer(first), .integer(second)]
    ) { row in
      let group = row.text(0)
      if group == "same" {
        same += 1
      } else {
        groups[group, default: []].append(ExportComparison.entry(row))
      }
      return true
    }
    let named = ExportComparison.groups.map { JSON.Member($0, .array(groups[$0] ?? [])) }
    counts = groups.mapValues(\.count)
    counts["same"] = same
    json = .object(
      [.init("first", JSON(first)), .init("second", JSON(second)), .init("same", JSON(same))]
        + named + [.init("settings", ExportComparison.settings(manifests[0], manifests[1]))])
  }

  /// A row by its question's key, and where it was and is if that changed.
  private static func entry(_ row: borrowing Row) -> JSON {
    let question = JSON.Member("question", .string(row.text(1)))
    guard row.text(0) == "moved" else { return .object([question]) }
    return .object([
      question, .init("from", .string(row.text(2))), .init("to", .string(row.text(3))),
    ])
  }

  private static let groups = ["only_in_first", "only_in_second", "moved", "changed"]

  /// Each row of either export once, in canonical order: what became of it, its question's key, and
  /// its sides.
  private static let sql = """
    WITH
      one AS (SELECT q.item_id AS item, m.* FROM export_member AS m
        JOIN artifact AS q ON q.id = m.question_id WHERE m.export_id = ?1 AND m.split <> 'withheld'),
      two AS (SELECT q.item_id AS item, m.* FROM export_member AS m
        JOIN artifact AS q ON q.id = m.question_id WHERE m.export_id = ?2 AND m.split <> 'withheld')
    SELECT CASE WHEN two.item IS NULL THEN 'only_in_first'
        WHEN one.item IS NULL THEN 'only_in_second'
        WHEN one.split <> two.split THEN 'moved'
        WHEN one.question_id = two.question_id AND one.answer_id = two.answer_id
          AND one.rejected_id IS two.rejected_id THEN 'same' ELSE 'changed' END,
      q.key, one.split, two.split
    FROM one FULL JOIN two ON two.item = one.item AND two.instance IS one.instance
    JOIN artifact AS q ON q.id = coalesce(two.question_id, one.question_id)
    ORDER BY q.plan_id, q.sequence, q.key, coalesce(two.instance, one.instance)
    """

  /// What was asked of the two, where it differs: the two values of each.
  private static func settings(_ first: JSON, _ second: JSON) -> JSON {
    let names = [
      "format", "style", "selection", "split", "over_long", "version", "stages", "rules",
    ]
    return .object(
      names.compactMap { name in
        let values = [first[name] ?? .null, second[name] ?? .null]
        return values[0] == values[1] ? nil : .init(name, .array(values))
      })
  }

  /// The same in words, a line for each thing that there is to say.
  public var lines: [String] {
    let words = [
      "only_in_first": "only in export \(first)", "only_in_second": "only in export \(second)",
      "moved": "on another side", "changed": "with another version or answer",
    ]
    let counted = ExportComparison.groups.compactMap { group in
      counts[group].map { "\($0) \($0 == 1 ? "row" : "rows") \(words[group] ?? group)" }
    }
    let settings = (json["settings"]?.object ?? []).map { setting in
      "\(setting.name): \(setting.value[0]?.text ?? "") and \(setting.value[1]?.text ?? "")"
    }
    return ["\(counts["same"] ?? 0) rows the same"] + counted + settings
  }
}

internal import Base
internal import Store

/// The last screening of a rule and a scope that counts, which one of new rows alone adds to.
struct EarlierScreening {
  /// The newest artifact that there was when it looked.
  let through: Int
  /// As table `screening` has them.
  let parameters: JSON
  private let rule: String
  private let version: Int
  /// Rows up to ``through`` that were rejected then, and so were not looked at.
  private let passedOver: Set<Int>

  /// The last one before `draft`; nil without any, or if one that counts came from another file: what
  /// that one had looked at is not what is here.
  init?(before draft: ScreeningDraft, _ connection: Connection) throws {
    let last = try connection.first(
      """
      SELECT through_id, parameters, rule_version,
        (SELECT count(*) FROM screening AS b WHERE b.rule = s.rule AND b.scope = s.scope
          AND b.state = 'active' AND b.through_id IS NULL)
      FROM screening AS s WHERE rule = ? AND scope = ? AND state = 'active' ORDER BY id DESC LIMIT 1
      """, [.text(draft.rule), Value(draft.scope.canonical)]
    ) {
      (through: $0.optionalInt(0), parameters: $0.text(1), version: $0.int(2), brought: $0.int(3))
    }
    guard let last, let through = last.through, last.brought == 0 else { return nil }
    (self.through, rule, version) = (through, draft.rule, last.version)
    parameters = try JSON(parsing: last.parameters)
    passedOver = Set(
      try connection.rows(
        EarlierScreening.returned,
        [.text(draft.rule), Value(draft.scope.canonical), .integer(through)]
      ) { $0.int(0) })
  }

  /// Throws unless `draft` judges in the same way.
  func requireSame(_ draft: ScreeningDraft) throws(CurationError) {
    guard parameters.canonical == draft.parameters.canonical else {
      throw CurationError(
        "\(rule) went through the rows before with \(parameters.text), not \(draft.parameters.text): "
          + "do the same, or go through all rows again without --new")
    }
    guard version == draft.version else {
      throw CurationError(
        "\(rule) is another version now: go through all rows again without --new")
    }
  }

  /// Whether it has not looked at the row `id`.
  func isNew(_ id: Int) -> Bool { id > through || passedOver.contains(id) }

  /// As ``isNew(_:)`` in SQL, by the column `id`; ``passedOverList`` is to be bound to `?2`.
  func isNew(_ id: String) -> String {
    "(\(id) > \(through) OR \(id) IN (SELECT value FROM json_each(?2)))"
  }

  /// The rows up to ``through`` that it has not looked at.
  var passedOverList: Value { Value(JSON.array(passedOver.sorted().map { JSON($0) })) }

  /// SQL that holds for each row, by the column `id`, that one of `screenings` has not looked at, and
  /// perhaps for others; one that is nil has looked at none.
  static func condition(_ screenings: [EarlierScreening?], _ id: String) -> String {
    let earlier = screenings.compactMap(\.self)
    guard earlier.count == screenings.count, let through = earlier.map(\.through).min() else {
      return "1"
    }
    let passedOver = earlier.reduce(into: Set<Int>()) { $0.formUnion($1.passedOver) }
    guard !passedOver.isEmpty else { return "\(id) > \(through)" }
    // A statement has a longest length, too.
    guard passedOver.count < 1000 else { return "1" }
    let list = passedOver.sorted().map(String.init).joined(separator: ",")
    return "(\(id) > \(through) OR \(id) IN (\(list)))"
  }

  /// Rows whose rejection, or that of what they were made from, was taken back, and that no screening
  /// of the scope decided on.
  private static let returned = """
    WITH RECURSIVE rejected (id) AS (
      SELECT d.artifact_id FROM screening AS s JOIN decision AS d ON d.screening_id = s.id
      WHERE s.rule = 'person' AND d.verdict = 'reject'
      UNION SELECT l.child_id FROM rejected AS j JOIN lineage AS l ON l.parent_id = j.id
      JOIN role AS r ON r.name = l.role AND r.passes_rejected)
    SELECT j.id FROM rejected AS j
    JOIN standing AS st ON st.artifact_id = j.id AND st.status IN ('live', 'dropped')
    WHERE j.id <= ?3 AND NOT EXISTS (
      SELECT 1 FROM decision AS d JOIN screening AS s ON s.id = d.screening_id
      WHERE d.artifact_id = j.id AND s.rule = ?1 AND s.scope = ?2 AND s.state = 'active')
    """
}

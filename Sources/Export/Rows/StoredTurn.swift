internal import Base
internal import Formats
internal import Store

/// The texts of one example, as the database has them.
struct StoredTurn {
  let turn: TrainingRow.Turn
  let system: String?

  /// The columns that ``init(_:)`` reads, of a ``Selection``.
  static let columns = "q.text, q.attributes, a.text"

  /// Reads ``columns``.
  init(_ row: borrowing Row) throws {
    self.init(row.text(0), try row.attributes(1), answer: row.text(2))
  }

  /// The texts of a `question` with `attributes`.
  init(_ question: String, _ attributes: JSON, answer: String) {
    turn = TrainingRow.Turn(
      question: question, input: StoredTurn.text(attributes["input"]), answer: answer)
    system = StoredTurn.text(attributes["system"])
  }

  /// The text that an attribute says; nil for null.
  static func text(_ attribute: JSON?) -> String? {
    guard let attribute, attribute != .null else { return nil }
    return attribute.string ?? attribute.text
  }
}

extension Row {
  /// The attributes in a column.
  ///
  /// SQLite's own `->>` takes longer, and ends a text at U+0000 (seen in 3.40.1).
  func attributes(_ index: Int) throws -> JSON {
    let text = text(index)
    return text == "{}" ? [:] : try JSON(parsing: text)
  }
}

/// Puts rows together from the database.
struct RowAssembler {
  let connection: Connection
  let format: Format
  /// The system prompt of rows that have none of their own.
  let system: String?

  /// The row that ends with the example `last` of `member` and has `earlier` turns before it.
  func row(
    _ last: StoredTurn, _ member: Gathered.Member, earlier: [Gathered.Member] = [],
    rejected: Int? = nil
  ) throws -> TrainingRow {
    let before = try earlier.map { try stored($0) }
    let own = (before.first ?? last).system
    var row = TrainingRow(
      system: own.flatMap { $0.isEmpty ? nil : $0 } ?? system,
      turns: (before + [last]).map(\.turn))
    if let rejected { row.rejected = try connection.artifact(rejected)?.text }
    if format.needs.contains(.topic) { row.topic = try topic(of: member.question) }
    return row
  }

  /// The texts of `member`.
  func stored(_ member: Gathered.Member) throws -> StoredTurn {
    if let instance = member.instance { return try seedTask(member.question, instance) }
    let found = try connection.first(
      """
      SELECT \(StoredTurn.columns) FROM artifact AS q JOIN artifact AS a ON a.id = ?
      WHERE q.id = ?
      """, [.integer(member.answer), .integer(member.question)]
    ) { try StoredTurn($0) }
    guard let found else { throw ExportError.lostAnswer(of: member.question) }
    return found
  }

  private func seedTask(_ id: Int, _ instance: Int) throws -> StoredTurn {
    guard let task = try connection.artifact(id) else { throw ExportError.lostAnswer(of: id) }
    return StoredTurn(task.text, task.attributes["instances"]?.array ?? [], instance)
  }

  /// The subject that the question was made from, or what an imported row says of it.
  ///
  /// By lineage, which stays, and not by standing: a later export of the same rows says the same.
  private func topic(of question: Int) throws -> TrainingRow.Topic? {
    try connection.first(
      """
      WITH RECURSIVE above (id, kind, depth) AS (
        SELECT ?1, 'question', 0
        UNION
        SELECT p.id, p.kind, depth + 1 FROM above JOIN lineage AS l ON l.child_id = above.id
        JOIN artifact AS p ON p.id = l.parent_id
        WHERE above.kind <> 'subject' AND depth < 8
          AND l.role NOT IN ('example', 'evolved_from', 'revises'))
      SELECT s.text, q.attributes -> 'subject',
        coalesce(s.attributes -> 'level', q.attributes -> 'level'),
        coalesce(s.attributes -> 'subtopics', q.attributes -> 'subtopics')
      FROM artifact AS q LEFT JOIN artifact AS s ON s.id = (
        SELECT id FROM above WHERE kind = 'subject' ORDER BY depth, id LIMIT 1)
      WHERE q.id = ?1
      """, [.integer(question)]
    ) { row in
      TrainingRow.Topic(
        subject: try row.optionalText(0) ?? StoredTurn.text(json(row.optionalText(1))),
        level: try json(row.optionalText(2)), subtopics: try json(row.optionalText(3)))
    }
  }

  private func json(_ text: String?) throws -> JSON {
    try text.map { try JSON(parsing: $0) } ?? .null
  }
}

internal import Formats
internal import Store

/// What the split has to know of one selected example.
struct Candidate {
  let member: Gathered.Member
  let key: String
  /// The id of the question's first version.
  let item: Int
  /// The texts; of the answer perhaps the beginning alone.
  let stored: StoredTurn
  let conversation: Int
  let turn: Int
  let draw: String?
  let syllabus: Int?
  let group: String?
  let questionPlan: Int
  let answerPlan: Int
  let importedModel: String?
  let isTruncated: Bool
  let language: String?
  let rejected: Int?

  /// The columns that ``init(_:)`` reads, of a ``Selection``.
  static func columns(_ options: ExportOptions) -> String {
    """
    q.id, a.id, q.key, q.item_id,
    \(StoredTurn.columns(answer: options.readsAnswers ? "a.text" : "substr(a.text, 1, 32)")),
    sq.conversation_id, sq.turn, q.attributes ->> 'draw',
    CASE WHEN q.attributes ->> 'draw' IS NOT NULL THEN (SELECT l.parent_id FROM lineage AS l
      WHERE l.child_id = q.id AND l.role = 'syllabus' ORDER BY l.position LIMIT 1) END,
    \(column(options.group)), q.plan_id, a.plan_id,
    CASE WHEN a.call_id IS NULL THEN a.attributes ->> 'model' END,
    CASE WHEN a.call_id IS NULL THEN a.attributes ->> 'finish_reason'
      ELSE (SELECT c.finish_reason FROM call AS c WHERE c.id = a.call_id) END,
    q.language, \(options.format.needs.contains(.rejected) ? Rejected.column : "NULL")
    """
  }

  private static func column(_ group: ExportOptions.Group?) -> String {
    switch group {
    case nil: "NULL"
    case .subject: "coalesce('id ' || sq.subject_id, q.attributes ->> 'subject')"
    case .discipline: "coalesce('id ' || sq.discipline_id, q.attributes ->> 'discipline')"
    }
  }

  init(_ row: borrowing Row) throws {
    member = Gathered.Member(question: row.int(0), answer: row.int(1))
    key = row.text(2)
    item = row.int(3)
    stored = try StoredTurn(row, at: 4)
    conversation = row.int(8)
    turn = row.int(9)
    draw = row.optionalText(10)
    syllabus = row.optionalInt(11)
    group = row.optionalText(12)
    questionPlan = row.int(13)
    answerPlan = row.int(14)
    importedModel = row.optionalText(15)
    isTruncated = row.optionalText(16) == "length"
    language = row.optionalText(17)
    rejected = row.optionalInt(18)
  }

  /// What is compared: the question with its input.
  var prompt: String { stored.turn.prompt }
}

internal import Store

/// What the split has to know of one selected example.
struct Candidate {
  let member: Gathered.Member
  let key: String
  /// The id of the question's first version.
  let item: Int
  let text: String
  let input: String?
  /// Some of the answer.
  let answerStart: String
  let conversation: Int
  let turn: Int
  let draw: String?
  let syllabus: Int?
  let group: String?
  let questionPlan: Int
  let answerPlan: Int
  let importedModel: String?

  /// The columns that ``init(_:)`` reads, of a ``Selection``.
  static func columns(_ group: ExportOptions.Group?) -> String {
    """
    q.id, a.id, q.key, q.item_id, q.text, q.attributes ->> 'input', substr(a.text, 1, 32),
    sq.conversation_id, sq.turn, q.attributes ->> 'draw',
    CASE WHEN q.attributes ->> 'draw' IS NOT NULL THEN (SELECT l.parent_id FROM lineage AS l
      WHERE l.child_id = q.id AND l.role = 'syllabus' ORDER BY l.position LIMIT 1) END,
    \(column(group)), q.plan_id, a.plan_id,
    CASE WHEN a.call_id IS NULL THEN a.attributes ->> 'model' END
    """
  }

  private static func column(_ group: ExportOptions.Group?) -> String {
    switch group {
    case nil: "NULL"
    case .subject: "coalesce('id ' || sq.subject_id, q.attributes ->> 'subject')"
    case .discipline: "coalesce('id ' || sq.discipline_id, q.attributes ->> 'discipline')"
    }
  }

  init(_ row: borrowing Row) {
    member = Gathered.Member(question: row.int(0), answer: row.int(1))
    key = row.text(2)
    item = row.int(3)
    text = row.text(4)
    input = row.optionalText(5)
    answerStart = row.text(6)
    conversation = row.int(7)
    turn = row.int(8)
    draw = row.optionalText(9)
    syllabus = row.optionalInt(10)
    group = row.optionalText(11)
    questionPlan = row.int(12)
    answerPlan = row.int(13)
    importedModel = row.optionalText(14)
  }

  /// What is compared: the question with its input.
  var prompt: String { TrainingRow.prompt(text, input) }
}

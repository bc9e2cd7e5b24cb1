internal import Base
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
  let group: String?
  let questionPlan: Int
  let answerPlan: Int
  let importedModel: String?
  let isTruncated: Bool
  let language: String?
  let rejected: Int?
  let place: Place

  /// The columns that ``init(_:)`` reads, of a ``Selection``; unless `isWhole`, only so much of the answer as
  /// tells whether there is one.
  static func columns(_ options: ExportOptions, isWhole: Bool) -> String {
    """
    q.id, a.id, q.key, q.item_id, q.text, q.attributes,
    \(isWhole ? "a.text" : "substr(a.text, 1, 32)"),
    sq.conversation_id, sq.turn, \(column(options.group)), q.plan_id, a.plan_id, a.attributes,
    a.call_id, (SELECT c.finish_reason FROM call AS c WHERE c.id = a.call_id), q.language,
    \(options.format.needs.contains(.rejected) ? Rejected.column : "NULL"), q.sequence
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
    let attributes = try row.attributes(5)
    stored = StoredTurn(row.text(4), attributes, answer: row.text(6))
    conversation = row.int(7)
    turn = row.int(8)
    draw = StoredTurn.text(attributes["draw"])
    group = row.optionalText(9)
    questionPlan = row.int(10)
    answerPlan = row.int(11)
    // Of a call it is known by the call.
    let imported = row.isNull(13) ? try row.attributes(12) : [:]
    importedModel = StoredTurn.text(imported["model"])
    isTruncated = (row.optionalText(14) ?? imported["finish_reason"]?.string) == "length"
    language = row.optionalText(15)
    rejected = row.optionalInt(16)
    place = Place(stored: row.text(17))
  }

  /// What is compared: the question with its input.
  var prompt: String { stored.turn.prompt }
}

internal import Store

/// Where one example comes from, as far as its own row says.
struct Origin {
  let question: Int
  let questionKey: String
  let answerKey: String
  let questionCall: Int?
  let answerCall: Int?
  let discipline: Int?
  let subject: Int?
  let disciplineName: String?
  let subjectName: String?
  let importedModel: String?

  /// The columns that ``init(_:)`` reads, of a ``Selection``; the second is the answer's id.
  static let columns = """
    q.id, a.id, q.key, a.key, q.call_id, a.call_id, sq.discipline_id, sq.subject_id,
    q.attributes ->> 'discipline', q.attributes ->> 'subject', a.attributes ->> 'model'
    """

  init(_ row: borrowing Row) {
    question = row.int(0)
    questionKey = row.text(2)
    answerKey = row.text(3)
    questionCall = row.optionalInt(4)
    answerCall = row.optionalInt(5)
    discipline = row.optionalInt(6)
    subject = row.optionalInt(7)
    disciplineName = row.optionalText(8)
    subjectName = row.optionalText(9)
    importedModel = row.optionalText(10)
  }
}

internal import Base
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

  /// Where the example `member` comes from.
  init(_ member: Gathered.Member, _ connection: Connection) throws {
    let found = try connection.first(
      """
      SELECT q.id, q.key, a.key, q.call_id, a.call_id, sq.discipline_id, sq.subject_id,
        q.attributes, a.attributes
      FROM artifact AS q JOIN artifact AS a ON a.id = ?2
      LEFT JOIN standing AS sq ON sq.artifact_id = q.id WHERE q.id = ?1
      """, [.integer(member.question), .integer(member.answer)]
    ) { try Origin($0) }
    guard let found else { throw ExportError.lostAnswer(of: member.question) }
    self = found
  }

  private init(_ row: borrowing Row) throws {
    question = row.int(0)
    questionKey = row.text(1)
    answerKey = row.text(2)
    questionCall = row.optionalInt(3)
    answerCall = row.optionalInt(4)
    discipline = row.optionalInt(5)
    subject = row.optionalInt(6)
    let attributes = try row.attributes(7)
    disciplineName = StoredTurn.text(attributes["discipline"])
    subjectName = StoredTurn.text(attributes["subject"])
    importedModel = StoredTurn.text(try row.attributes(8)["model"])
  }
}

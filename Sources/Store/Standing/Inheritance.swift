/// What an artifact takes from its parents, and passes on to its children.
struct Inheritance {
  var status = Status.live
  var decision: Int?
  var discipline: Int?
  var subject: Int?
  var question: Int?
  var conversation: Int?
  var turn: Int?
  var kind: Kind?
}

extension Inheritance {
  /// The columns that it is read from, of table `standing`.
  static let columns =
    "status, decision_id, discipline_id, subject_id, question_id, conversation_id, turn, kind"

  /// What the artifact in a row of ``columns`` passes on.
  init(_ row: borrowing Row) {
    status = Status(rawValue: row.text(0)) ?? .stale
    decision = row.optionalInt(1)
    discipline = row.optionalInt(2)
    subject = row.optionalInt(3)
    question = row.optionalInt(4)
    conversation = row.optionalInt(5)
    turn = row.optionalInt(6)
    kind = Kind(rawValue: row.text(7))
  }

  /// Takes what the artifact `parent` passes on in `role`; `standing` knows what it and its question have.
  mutating func inherit(
    from parent: Int, as role: Role, _ standing: (Int) throws -> Inheritance
  ) rethrows {
    let above = try standing(parent)
    if role != .example { takeTree(above, of: parent) }
    if role == .question { question = parent }
    if role == .follows, let asked = above.question {
      let earlier = try standing(asked)
      conversation = earlier.conversation
      turn = (earlier.turn ?? 0) + 1
    }
    take(above.status, above.decision, role)
  }

  /// A question that follows nothing begins a conversation.
  mutating func begin(_ kind: Kind?, _ id: Int) {
    self.kind = kind
    guard kind == .question, turn == nil else { return }
    conversation = id
    turn = 1
  }

  /// Takes the discipline and the subject that a parent is, or is below of.
  ///
  /// An example in a prompt may come from anywhere and gives neither.
  private mutating func takeTree(_ above: Inheritance, of parent: Int) {
    discipline = above.kind == .discipline ? parent : discipline ?? above.discipline
    subject = above.kind == .subject ? parent : subject ?? above.subject
  }

  /// Takes the worse of what was inherited so far and what a parent passes on.
  private mutating func take(_ above: Status, _ cause: Int?, _ role: Role) {
    let passes =
      switch above {
      case .rejected, .stale: role.passesStale
      case .dropped: role.passesDropped
      case .live: false
      }
    guard passes else { return }
    if above < status {
      status = above
      decision = above == .stale ? nil : cause
    } else if above == status, let cause {
      decision = min(cause, decision ?? cause)
    }
  }
}

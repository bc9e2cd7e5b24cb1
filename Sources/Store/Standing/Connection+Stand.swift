/// What a new artifact takes from its parents.
private struct Inheritance {
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
  fileprivate init(_ row: borrowing Row) {
    status = Status(rawValue: row.text(0)) ?? .stale
    decision = row.optionalInt(1)
    discipline = row.optionalInt(2)
    subject = row.optionalInt(3)
    question = row.optionalInt(4)
    conversation = row.optionalInt(5)
    turn = row.optionalInt(6)
    kind = Kind(rawValue: row.text(7))
  }

  /// Takes the discipline and the subject that a parent is, or is below of.
  ///
  /// An example in a prompt may come from anywhere and gives neither.
  fileprivate mutating func takeTree(_ above: Inheritance, of parent: Int) {
    discipline = above.kind == .discipline ? parent : discipline ?? above.discipline
    subject = above.kind == .subject ? parent : subject ?? above.subject
  }

  /// A question that follows nothing begins a conversation.
  fileprivate mutating func begin(_ kind: Kind?, _ id: Int) {
    guard kind == .question, turn == nil else { return }
    conversation = id
    turn = 1
  }
}

extension Connection {
  /// Gives a new head its row in `standing`, in place of the head that it replaces.
  func stand(
    _ reference: ArtifactReference, _ draft: Draft, _ parents: [ArtifactReference],
    replacing head: Int?
  ) throws {
    var inherited = Inheritance()
    for index in draft.indicesByRole {
      try inherit(from: parents[index].id, as: draft.parents[index].role, into: &inherited)
    }
    inherited.begin(draft.kind, reference.id)
    let orphan = try head.flatMap { try fall($0) }
    let isOnly = try isOnlyAnswer(inherited)
    try insertStanding(reference, draft.kind, inherited, isChosen: isOnly)
    if let question = inherited.question, inherited.status == .live, !isOnly {
      try chooseAnswer(of: question)
    }
    if let orphan { try chooseAnswer(of: orphan) }
    if let head { try refreshStanding(of: try children(of: head)) }
  }

  private func insertStanding(
    _ reference: ArtifactReference, _ kind: Kind, _ inherited: Inheritance, isChosen: Bool
  ) throws {
    try execute(
      """
      INSERT INTO standing (artifact_id, kind, status, chosen, question_id, discipline_id,
        subject_id, conversation_id, turn, decision_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(reference.id), .text(kind.rawValue), .text(inherited.status.rawValue),
        .integer(isChosen ? 1 : 0), Value(inherited.question), Value(inherited.discipline),
        Value(inherited.subject), Value(inherited.conversation), Value(inherited.turn),
        Value(inherited.decision),
      ])
  }

  /// Takes away the standing of a head that is none any more; the result is the question it was an
  /// answer to, which may have to choose another.
  private func fall(_ head: Int) throws -> Int? {
    let question = try first(
      "SELECT question_id FROM standing WHERE artifact_id = ?", [.integer(head)]
    ) { $0.optionalInt(0) }
    try execute("DELETE FROM standing WHERE artifact_id = ?", [.integer(head)])
    return question ?? nil
  }

  private func inherit(
    from parent: Int, as role: Role, into inherited: inout Inheritance
  ) throws {
    let above = try standing(parent)
    if role != .example { inherited.takeTree(above, of: parent) }
    if role == .question { inherited.question = parent }
    if role == .follows, let question = above.question {
      let earlier = try standing(question)
      inherited.conversation = earlier.conversation
      inherited.turn = (earlier.turn ?? 0) + 1
    }
    take(above.status, above.decision, role, into: &inherited)
  }

  /// What the artifact `id` passes on; one that is no head any more has no row of its own, and is
  /// stale for what is made from it.
  private func standing(_ id: Int) throws -> Inheritance {
    let stored = try first(
      """
      SELECT status, decision_id, discipline_id, subject_id, question_id, conversation_id, turn,
        kind FROM standing WHERE artifact_id = ?
      """, [.integer(id)]
    ) { Inheritance($0) }
    if let stored { return stored }
    var outdated = Inheritance()
    let kind = try first("SELECT kind FROM artifact WHERE id = ?", [.integer(id)]) { $0.text(0) }
    outdated.kind = kind.flatMap { Kind(rawValue: $0) }
    let parents = try rows(
      "SELECT parent_id, role FROM lineage WHERE child_id = ? ORDER BY role, position",
      [.integer(id)]
    ) { (id: $0.int(0), role: Role(rawValue: $0.text(1))) }
    for parent in parents {
      guard let role = parent.role else { continue }
      try inherit(from: parent.id, as: role, into: &outdated)
    }
    outdated.begin(outdated.kind, id)
    (outdated.status, outdated.decision) = (.stale, nil)
    return outdated
  }

  /// The worse of what was inherited so far and what this parent passes on.
  private func take(
    _ status: Status, _ decision: Int?, _ role: Role, into inherited: inout Inheritance
  ) {
    let passes =
      switch status {
      case .rejected, .stale: role.passesStale
      case .dropped: role.passesDropped
      case .live: false
      }
    guard passes else { return }
    if status < inherited.status {
      inherited.status = status
      inherited.decision = status == .stale ? nil : decision
    } else if status == inherited.status, let decision {
      inherited.decision = min(decision, inherited.decision ?? decision)
    }
  }

  /// True for a live answer to a question that has no other: it is chosen without a comparison.
  private func isOnlyAnswer(_ inherited: Inheritance) throws -> Bool {
    guard let question = inherited.question, inherited.status == .live else { return false }
    return try first(
      "SELECT 1 FROM standing WHERE question_id = ? LIMIT 1", [.integer(question)]
    ) { _ in true } == nil
  }

  private func children(of artifact: Int) throws -> [Int] {
    try rows("SELECT child_id FROM lineage WHERE parent_id = ?", [.integer(artifact)]) {
      $0.int(0)
    }
  }
}

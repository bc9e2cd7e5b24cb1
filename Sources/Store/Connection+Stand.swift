/// What a new artifact takes from its parents.
private struct Inheritance {
  var status = Status.live
  var decision: Int?
  var discipline: Int?
  var subject: Int?
  var question: Int?
  var conversation: Int?
  var turn: Int?
}

extension Connection {
  /// Gives a new head its row in `standing`, in place of the head that it replaces.
  func stand(
    _ reference: ArtifactReference, _ draft: Draft, _ parents: [ArtifactReference],
    replacing head: Int?
  ) throws {
    var inherited = Inheritance()
    for (parent, stored) in zip(draft.parents, parents) {
      try inherit(from: stored.id, as: parent.role, into: &inherited)
    }
    if draft.kind == .question, inherited.turn == nil {
      inherited.conversation = reference.id
      inherited.turn = 1
    }
    if let head { try execute("DELETE FROM standing WHERE artifact_id = ?", [.integer(head)]) }
    try insertStanding(reference, draft.kind, inherited)
    if let question = inherited.question, inherited.status == .live {
      try choose(reference.id, among: question)
    }
    if let head { try refreshStanding(of: try children(of: head)) }
  }

  private func insertStanding(
    _ reference: ArtifactReference, _ kind: Kind, _ inherited: Inheritance
  ) throws {
    try execute(
      """
      INSERT INTO standing (artifact_id, kind, status, question_id, discipline_id, subject_id,
        conversation_id, turn, decision_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(reference.id), .text(kind.rawValue), .text(inherited.status.rawValue),
        Value(inherited.question), Value(inherited.discipline), Value(inherited.subject),
        Value(inherited.conversation), Value(inherited.turn), Value(inherited.decision),
      ])
  }

  private func inherit(
    from parent: Int, as role: Role, into inherited: inout Inheritance
  ) throws {
    let standing = try first(
      """
      SELECT status, kind, discipline_id, subject_id, conversation_id, turn, decision_id,
        question_id
      FROM standing WHERE artifact_id = ?
      """, [.integer(parent)]
    ) { row in
      let kind = Kind(rawValue: row.text(1))
      let above = (discipline: row.optionalInt(2), subject: row.optionalInt(3))
      inherited.discipline = kind == .discipline ? parent : inherited.discipline ?? above.discipline
      inherited.subject = kind == .subject ? parent : inherited.subject ?? above.subject
      return (
        status: Status(rawValue: row.text(0)) ?? .stale, decision: row.optionalInt(6),
        question: row.optionalInt(7)
      )
    }
    if role == .question { inherited.question = parent }
    if role == .follows, let question = standing?.question {
      try continueConversation(of: question, &inherited)
    }
    take(standing?.status ?? .stale, standing?.decision, role, into: &inherited)
  }

  private func continueConversation(
    of question: Int, _ inherited: inout Inheritance
  ) throws {
    let earlier = try first(
      "SELECT conversation_id, turn FROM standing WHERE artifact_id = ?", [.integer(question)]
    ) { ($0.optionalInt(0), $0.int(1)) }
    inherited.conversation = earlier?.0
    inherited.turn = (earlier?.1 ?? 0) + 1
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
    guard passes, let new = Status.allCases.firstIndex(of: status),
      let old = Status.allCases.firstIndex(of: inherited.status)
    else { return }
    if new < old {
      inherited.status = status
      inherited.decision = status == .stale ? nil : decision
    } else if new == old, let decision {
      inherited.decision = min(decision, inherited.decision ?? decision)
    }
  }

  /// An only answer is chosen at once; among several the choice is made anew.
  private func choose(_ answer: Int, among question: Int) throws {
    let others = try first(
      "SELECT 1 FROM standing WHERE question_id = ? AND artifact_id <> ? LIMIT 1",
      [.integer(question), .integer(answer)]
    ) { _ in true }
    if others == nil {
      try execute("UPDATE standing SET chosen = 1 WHERE artifact_id = ?", [.integer(answer)])
    } else {
      try chooseAnswer(of: question)
    }
  }

  private func children(of artifact: Int) throws -> [Int] {
    try rows("SELECT child_id FROM lineage WHERE parent_id = ?", [.integer(artifact)]) {
      $0.int(0)
    }
  }
}

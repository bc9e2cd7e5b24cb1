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
    let standing = try first(
      """
      SELECT status, kind, discipline_id, subject_id, decision_id, question_id
      FROM standing WHERE artifact_id = ?
      """, [.integer(parent)]
    ) { row in
      if role != .example { inherit(row, of: parent, into: &inherited) }
      return (
        status: Status(rawValue: row.text(0)) ?? .stale, decision: row.optionalInt(4),
        question: row.optionalInt(5)
      )
    }
    if role == .question { inherited.question = parent }
    if role == .follows, let question = standing?.question {
      try continueConversation(of: question, &inherited)
    }
    take(standing?.status ?? .stale, standing?.decision, role, into: &inherited)
  }

  /// Takes the discipline and the subject that a parent is, or is below of.
  ///
  /// An example in a prompt may come from anywhere and gives neither.
  private func inherit(
    _ row: borrowing Row, of parent: Int, into inherited: inout Inheritance
  ) {
    let kind = row.text(1)
    inherited.discipline =
      kind == "discipline" ? parent : inherited.discipline ?? row.optionalInt(2)
    inherited.subject = kind == "subject" ? parent : inherited.subject ?? row.optionalInt(3)
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

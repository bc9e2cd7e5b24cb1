extension Connection {
  /// Gives a new head its row in `standing`, in place of the head that it replaces.
  func stand(
    _ reference: ArtifactReference, _ draft: Draft, _ parents: [ArtifactReference],
    replacing head: Int?
  ) throws {
    var inherited = Inheritance()
    for index in draft.indicesByRole {
      try inherited.inherit(
        from: parents[index].id, as: draft.parents[index].role, standing)
    }
    inherited.begin(draft.kind, reference.id)
    let orphan = try head.flatMap { try fall($0) }
    let isOnly = try isOnlyAnswer(inherited)
    try insertStanding(reference.id, draft.kind, inherited, isChosen: isOnly)
    if let question = inherited.question, inherited.status == .live, !isOnly {
      try chooseAnswer(of: question)
    }
    if let orphan { try chooseAnswer(of: orphan) }
    if let head { try refreshStanding(of: try children(of: head)) }
  }

  func insertStanding(
    _ id: Int, _ kind: Kind, _ inherited: Inheritance, isChosen: Bool
  ) throws {
    try execute(
      """
      INSERT INTO standing (artifact_id, kind, status, chosen, question_id, discipline_id,
        subject_id, conversation_id, turn, decision_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .text(kind.rawValue), .text(inherited.status.rawValue),
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

  /// What the artifact `id` passes on; one that is no head any more has no row of its own, and is
  /// stale for what is made from it.
  private func standing(_ id: Int) throws -> Inheritance {
    let stored = try first(
      "SELECT \(Inheritance.columns) FROM standing WHERE artifact_id = ?", [.integer(id)]
    ) { Inheritance($0) }
    if let stored { return stored }
    var outdated = Inheritance()
    let kind = try first("SELECT kind FROM artifact WHERE id = ?", [.integer(id)]) { $0.text(0) }
    let parents = try rows(
      "SELECT parent_id, role FROM lineage WHERE child_id = ? ORDER BY role, position",
      [.integer(id)]
    ) { (id: $0.int(0), role: Role(rawValue: $0.text(1))) }
    for parent in parents {
      guard let role = parent.role else { continue }
      try outdated.inherit(from: parent.id, as: role, standing)
    }
    outdated.begin(kind.flatMap { Kind(rawValue: $0) }, id)
    (outdated.status, outdated.decision) = (.stale, nil)
    return outdated
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

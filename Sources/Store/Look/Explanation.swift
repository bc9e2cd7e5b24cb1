/// Why an artifact is, or is not, among the examples.
public struct Explanation: Sendable {
  /// The artifact.
  public let subject: Glimpse
  /// Whether it stands in the view `examples`, as question or as answer.
  public let isExample: Bool
  /// The causes of its status, the one that decided first; of a live one, what it still lacks.
  public let causes: [Cause]
  /// Active verdicts that do not decide: flags, scores, and accepts that overrule.
  public let remarks: [RecordedDecision]

  /// One cause.
  public enum Cause: Sendable {
    /// A newer version of the same item took its place.
    case superseded(by: Glimpse)
    /// A rule or a person decided on it, or on the ancestor `on`.
    case decided(RecordedDecision, on: Glimpse, witness: Glimpse?)
    /// It was made from a version that a newer one replaced.
    case outdated(ancestor: Glimpse, newest: Glimpse)
    /// Another answer of the same question is chosen.
    case otherAnswer(Glimpse)
    /// The answers that the question has, none of them live.
    case lostAnswer(Glimpse)
    /// A request for an answer that is not done.
    case failedRequest(FailedRequest)
    /// Nobody accepted it, and a run with --review made nothing below it.
    case awaitsReview
    /// Nobody asked for an answer.
    case neverAsked
    /// Examples are pairs of questions and answers: so many were made from it.
    case source(examples: Int)
  }

  /// A request that is not done.
  public struct FailedRequest: Sendable {
    /// The row in table `unit`.
    public let unit: Int
    /// The stage.
    public let stage: String
    /// Its state.
    public let state: String
    /// The class of the failure.
    public let failure: String?
    /// The failure in a sentence.
    public let message: String?
    /// How often it was asked.
    public let attempts: Int
  }
}

extension Connection {
  /// Why the artifact `id` is, or is not, among the examples.
  ///
  /// - Throws: ``StoreError`` if there is no such artifact.
  public func explanation(of id: Int) throws -> Explanation {
    let subject = try knownGlimpse(id)
    let causes = try causes(of: subject)
    let decided = Set(causes.compactMap(\.decision))
    let remarks = try decisions(on: id).filter { $0.state == "active" && !decided.contains($0.id) }
    return Explanation(
      subject: subject, isExample: try isExample(id), causes: causes, remarks: remarks)
  }

  private func isExample(_ id: Int) throws -> Bool {
    try int(
      """
      SELECT count(*) FROM standing
      WHERE chosen = 1 AND artifact_id IN (
        SELECT ?1 UNION ALL SELECT artifact_id FROM standing WHERE question_id = ?1)
      """, [.integer(id)]) > 0
  }

  private func causes(of subject: Glimpse) throws -> [Explanation.Cause] {
    switch Status(rawValue: subject.status) {
    case .rejected?, .dropped?: try decisive(subject)
    case .stale?: try outdatedAncestors(of: subject.id)
    case .live? where subject.kind == Kind.question.rawValue: try missingAnswer(of: subject.id)
    case .live? where subject.kind == Kind.answer.rawValue: try betterAnswer(than: subject.id)
    case .live?:
      try (isWaiting(subject.id) ? [.awaitsReview] : [])
        + [.source(examples: examplesMade(from: subject.id))]
    case nil: try headGlimpse(of: subject.id).map { [.superseded(by: $0)] } ?? []
    }
  }

  /// The decision that counts, then the other drops of the same artifact.
  private func decisive(_ subject: Glimpse) throws -> [Explanation.Cause] {
    let first = try first(
      "SELECT decision_id FROM standing WHERE artifact_id = ?", [.integer(subject.id)]
    ) { $0.optionalInt(0) }
    let deciding = try first.flatMap { $0 }.flatMap { try decision($0) }
    let others = try decisions(on: subject.id).filter {
      $0.state == "active" && $0.verdict == Verdict.drop.rawValue && $0.id != deciding?.id
    }
    return try ([deciding].compactMap(\.self) + others).map(cause)
  }

  private func cause(_ decision: RecordedDecision) throws -> Explanation.Cause {
    .decided(
      decision, on: try knownGlimpse(decision.artifact),
      witness: try decision.witness.flatMap { try glimpse($0) })
  }
}

extension Explanation.Cause {
  /// The id of the decision that is told.
  fileprivate var decision: Int? {
    if case .decided(let decision, _, _) = self { decision.id } else { nil }
  }
}

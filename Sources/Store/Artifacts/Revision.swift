internal import Base

/// A person's edit: another version of an item.
public struct Revision: Sendable {
  /// The head that is edited.
  public var artifact: Int
  /// What it says now.
  public var text: String
  /// Why, in a sentence.
  public var reason: String?
  /// True if the answers to an edited question, and what follows them, are answers to the new version.
  public var keepsAnswers: Bool

  /// An edit of `artifact`.
  public init(_ artifact: Int, text: String, reason: String? = nil, keepsAnswers: Bool = false) {
    self.artifact = artifact
    self.text = text
    self.reason = reason
    self.keepsAnswers = keepsAnswers
  }

  /// The attribute that has the reason.
  static let reasonName = "revised_why"
}

/// What an edit stored.
public struct RevisionOutcome: Sendable {
  /// The new version.
  public let version: ArtifactReference
  /// How many artifacts got a version that belongs to it, without another text.
  public let carried: Int
}

extension Connection {
  /// Stores a person's edit, in view of the newest versions of what the item was made from.
  ///
  /// What was made from the earlier version goes stale. What came with it in one reply (the sessions
  /// of a syllabus, the concepts of a session) was not made from it, and is carried over.
  ///
  /// - Throws: ``StoreError`` if the artifact is no head, or if the text is blank or no other.
  public func revise(_ revision: Revision) throws -> RevisionOutcome {
    let (artifact, head) = try editable(revision.artifact)
    guard !revision.text.isBlank else {
      throw StoreError("the new text is empty: reject artifact \(head.id) to take it out")
    }
    guard try revision.text != artifact.text || isStale(head.id) else {
      throw StoreError("artifact \(head.id) says this already: nothing is changed")
    }
    var draft = try successor(of: artifact, head)
    draft.text = revision.text
    draft.attributes = artifact.attributes.setting(
      Revision.reasonName, revision.reason.map { .string($0) })
    let followers = try followers(of: head.id, keepsAnswers: revision.keepsAnswers)
    let version = try store(draft, after: head, method: "revise")
    var carried = 0
    for follower in followers { carried += try carry(follower, from: head.id, to: version) }
    return RevisionOutcome(version: version, carried: carried)
  }

  private func editable(_ id: Int) throws -> (Artifact, Head) {
    guard let artifact = try artifact(id), let head = try head(ofItemOf: id) else {
      throw StoreError("there is no artifact \(id): query the view versions for ids")
    }
    guard head.id == id else {
      throw StoreError("artifact \(id) is an earlier version: revise \(head.id), the newest")
    }
    return (artifact, head)
  }

  /// The same once more, made from the heads of what it was made from.
  private func successor(
    of artifact: Artifact, _ head: Head, replacing old: Int? = nil,
    by new: ArtifactReference? = nil
  ) throws -> Draft {
    var parents: [Draft.Parent] = []
    for (role, parent) in try parentReferences(of: head.id) where role != .revises {
      if parent.id == old, let new {
        parents.append(.stored(role, new))
      } else if old == nil, let newest = try self.head(ofItemOf: parent.id) {
        parents.append(
          .stored(role, ArtifactReference(id: newest.id, key: newest.key, place: newest.place)))
      } else {
        parents.append(.stored(role, parent))
      }
    }
    parents.append(.stored(.revises, artifact.reference))
    return Draft(
      artifact.kind, artifact.text, attributes: artifact.attributes, language: artifact.language,
      parents: parents, origin: .revision(of: head.key), place: head.place)
  }

  /// What the artifact `child` is made from, with the roles, in the order of its key.
  func parentReferences(of child: Int) throws -> [(Role, ArtifactReference)] {
    try rows(
      """
      SELECT l.role, p.id, p.key, p.sequence FROM lineage AS l
      JOIN artifact AS p ON p.id = l.parent_id WHERE l.child_id = ? ORDER BY l.role, l.position
      """, [.integer(child)]
    ) { row in
      Role(rawValue: row.text(0)).map {
        (
          $0,
          ArtifactReference(
            id: row.int(1), key: Key(stored: row.text(2)), place: Place(stored: row.text(3)))
        )
      }
    }.compactMap(\.self)
  }

  private func store(
    _ draft: Draft, after head: Head, method: String?
  ) throws -> ArtifactReference {
    let before = try first(
      "SELECT method, call_id FROM artifact WHERE id = ?", [.integer(head.id)]
    ) { (method: $0.text(0), call: $0.optionalInt(1)) }
    let batch = Batch(
      plan: head.plan, method: method ?? before?.method ?? "revise", call: before?.call)
    return try insert([draft], batch, succeeding: [0: head])[0].reference
  }

  private func isStale(_ id: Int) throws -> Bool {
    try glimpse(id)?.status == Status.stale.rawValue
  }

  /// A head that goes along with a new version of what it was made from.
  private struct Follower {
    let id: Int
    let followers: [Follower]
  }

  /// The heads made from `id` that go along with a new version of it: what was read from the same
  /// reply, and, if they are kept, answers and what follows them, as far as nobody put them out.
  private func followers(of id: Int, keepsAnswers: Bool) throws -> [Follower] {
    let ids = try rows(
      """
      SELECT DISTINCT c.id FROM lineage AS l
      JOIN artifact AS c ON c.id = l.child_id JOIN artifact AS p ON p.id = l.parent_id
      JOIN standing AS st ON st.artifact_id = c.id AND st.status <> 'stale'
      WHERE l.parent_id = ?1 AND l.role <> 'revises'
        AND (c.call_id = p.call_id OR ?2 AND l.role IN ('question', 'follows'))
        AND NOT EXISTS (
          SELECT 1 FROM decision AS d JOIN screening AS s ON s.id = d.screening_id
          WHERE d.artifact_id = c.id AND s.state = 'active' AND d.verdict IN ('drop', 'reject'))
      ORDER BY c.id
      """, [.integer(id), .integer(keepsAnswers ? 1 : 0)]
    ) { $0.int(0) }
    return try ids.map {
      Follower(id: $0, followers: try followers(of: $0, keepsAnswers: keepsAnswers))
    }
  }

  /// Gives `follower` a version made from `new` in place of `old`, and so on below; the result is how
  /// many got one.
  private func carry(
    _ follower: Follower, from old: Int, to new: ArtifactReference
  ) throws -> Int {
    // It may have come along with another parent already.
    guard let artifact = try artifact(follower.id), let head = try head(ofItemOf: follower.id),
      head.id == follower.id
    else { return 0 }
    let version = try store(
      try successor(of: artifact, head, replacing: old, by: new), after: head, method: nil)
    return try follower.followers.reduce(1) { count, next in
      count + (try carry(next, from: follower.id, to: version))
    }
  }
}

internal import Base

/// What the artifacts of one batch have in common.
public struct Batch: Sendable {
  /// The plan that makes them; with their places, their canonical order.
  public var plan: Int
  /// glan, prompt, answers, import, and so on.
  public var method: String
  /// The call whose response they were read from.
  public var call: Int?
  /// When, as ``timestamp()``.
  public var time: String

  /// A batch of `plan`.
  public init(plan: Int, method: String, call: Int? = nil, time: String = timestamp()) {
    self.plan = plan
    self.method = method
    self.call = call
    self.time = time
  }
}

/// What became of a draft.
public enum Insertion: Sendable, Hashable {
  /// It is new.
  case inserted(ArtifactReference)
  /// It is a new version of an item that was known.
  case versioned(ArtifactReference)
  /// It was there already; nothing was changed.
  case known(ArtifactReference)

  /// The artifact that is stored now.
  public var reference: ArtifactReference {
    switch self {
    case .inserted(let reference), .versioned(let reference), .known(let reference): reference
    }
  }
}

extension Connection {
  /// Stores `drafts` in their order, with lineage and standing.
  ///
  /// Storing the same again does nothing. A row imported with an id that is known, but with other
  /// content, becomes a version of the same item; what was made from the earlier one goes stale.
  public func insert(_ drafts: [Draft], _ batch: Batch) throws -> [Insertion] {
    var insertions: [Insertion] = []
    insertions.reserveCapacity(drafts.count)
    for draft in drafts {
      let parents = draft.parents.map { parent in
        switch parent.target {
        case .stored(let reference): reference
        case .draft(let index): insertions[index].reference
        }
      }
      insertions.append(try insert(draft, parents, batch))
    }
    return insertions
  }

  private func insert(
    _ draft: Draft, _ parents: [ArtifactReference], _ batch: Batch
  ) throws -> Insertion {
    let key = draft.key(parentKeys: parents.map(\.key))
    if let known = try reference(key) { return .known(known) }
    let head = try importedHead(draft)
    let place = try head.map { try self.place(of: $0.item) } ?? (batch.plan, draft.place)
    try execute(
      """
      INSERT INTO artifact (key, item_id, version, kind, text, attributes, language, method,
        plan_id, sequence, call_id, created_at)
      VALUES (?1, coalesce(?2, (SELECT ifnull(max(id), 0) + 1 FROM artifact)), ?3, ?4, ?5, ?6, ?7,
        ?8, ?9, ?10, ?11, ?12)
      """,
      [
        Value(key), Value(head?.item), .integer((head?.version ?? 0) + 1),
        .text(draft.kind.rawValue), .text(draft.text), Value(draft.attributes),
        Value(draft.language), .text(batch.method), .integer(place.0),
        .text(place.1.description), Value(batch.call), .text(batch.time),
      ])
    let reference = ArtifactReference(id: lastID, key: key, place: place.1)
    try link(reference, draft, parents)
    try stand(reference, draft, parents, replacing: head?.id)
    return head == nil ? .inserted(reference) : .versioned(reference)
  }

  private func reference(_ key: Key) throws -> ArtifactReference? {
    try first("SELECT id, sequence FROM artifact WHERE key = ?", [Value(key)]) {
      ArtifactReference(id: $0.int(0), key: key, place: Place(stored: $0.text(1)))
    }
  }

  /// The head of the item that an imported row with an id of its own belongs to.
  private func importedHead(_ draft: Draft) throws -> (id: Int, item: Int, version: Int)? {
    guard case .imported(let source, let id) = draft.origin else { return nil }
    return try first(
      """
      SELECT a.id, a.item_id, a.version FROM imported AS i JOIN artifact AS a
        ON a.item_id = i.item_id
      WHERE i.source = ? AND i.kind = ? AND i.external_id = ? ORDER BY a.version DESC LIMIT 1
      """, [.text(source), .text(draft.kind.rawValue), .text(id)]
    ) { ($0.int(0), $0.int(1), $0.int(2)) }
  }

  /// A new version keeps its item's place in canonical order.
  private func place(of item: Int) throws -> (Int, Place) {
    let place = try first(
      "SELECT plan_id, sequence FROM artifact WHERE id = ?", [.integer(item)]
    ) { ($0.int(0), Place(stored: $0.text(1))) }
    guard let place else { throw StoreError("item \(item) has no first version: run verify") }
    return place
  }

  private func link(
    _ reference: ArtifactReference, _ draft: Draft, _ parents: [ArtifactReference]
  ) throws {
    var positions: [Role: Int] = [:]
    for (parent, stored) in zip(draft.parents, parents) {
      try execute(
        "INSERT INTO lineage (child_id, parent_id, role, position) VALUES (?, ?, ?, ?)",
        [
          .integer(reference.id), .integer(stored.id), .text(parent.role.rawValue),
          .integer(positions[parent.role, default: 0]),
        ])
      positions[parent.role, default: 0] += 1
    }
    if case .imported(let source, let id) = draft.origin {
      try execute(
        """
        INSERT OR IGNORE INTO imported (source, kind, external_id, item_id)
        SELECT ?1, ?2, ?3, item_id FROM artifact WHERE id = ?4
        """,
        [.text(source), .text(draft.kind.rawValue), .text(id), .integer(reference.id)])
    }
  }
}

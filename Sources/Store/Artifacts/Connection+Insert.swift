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
  /// content, becomes a version of the same item; what was made from the earlier one goes stale. So
  /// does a draft that is to succeed one of `heads`, which have its index.
  ///
  /// - Throws: ``StoreError`` if a parent is a draft that does not come before its child.
  public func insert(
    _ drafts: [Draft], _ batch: Batch, succeeding heads: [Int: Head] = [:]
  ) throws -> [Insertion] {
    var insertions: [Insertion] = []
    insertions.reserveCapacity(drafts.count)
    for (index, draft) in drafts.enumerated() {
      let parents = try draft.parents.map { parent in
        switch parent.target {
        case .stored(let reference): return reference
        case .draft(let index) where insertions.indices.contains(index):
          return insertions[index].reference
        case .draft: throw StoreError("a draft of a \(draft.kind) comes before its parent")
        }
      }
      insertions.append(try insert(draft, parents, batch, heads[index]))
    }
    return insertions
  }

  private func insert(
    _ draft: Draft, _ parents: [ArtifactReference], _ batch: Batch, _ head: Head?
  ) throws -> Insertion {
    let item = try importedItem(draft)
    let parentKeys = parents.map(\.key)
    if let item, item.says(draft, parentKeys) { return .known(item.latest) }
    let head = head ?? item?.head
    let (key, origin) = try identity(of: draft, parentKeys, after: item?.head)
    let place = head?.place ?? draft.place
    // The key's own index says whether it is known: looking first would search it twice.
    try execute(
      """
      INSERT INTO artifact (key, item_id, version, kind, text, attributes, origin, language, method,
        plan_id, sequence, call_id, created_at)
      VALUES (?1, coalesce(?2, (SELECT ifnull(max(id), 0) + 1 FROM artifact)), ?3, ?4, ?5, ?6, ?7,
        ?8, ?9, ?10, ?11, ?12, ?13)
      ON CONFLICT (key) DO NOTHING
      """,
      [
        Value(key), Value(head?.item), .integer((head?.version ?? 0) + 1),
        .text(draft.kind.rawValue), .text(draft.text), Value(draft.attributes),
        Value(JSON.array(origin.map { .string($0) })), Value(draft.language),
        .text(batch.method), .integer(head?.plan ?? batch.plan), .text(place.description),
        Value(batch.call), .text(batch.time),
      ])
    guard changes > 0 else { return .known(try reference(key)) }
    let reference = ArtifactReference(id: lastID, key: key, place: place)
    try link(reference.id, draft, parents.map(\.id))
    if head == nil { try remember(reference.id, draft) }
    try stand(reference, draft, parents, replacing: head?.id)
    return head == nil ? .inserted(reference) : .versioned(reference)
  }

  /// The key that `draft` is stored under, and the fields of its origin.
  ///
  /// A source that says again what an earlier version said makes another version, not the same: so
  /// its origin then names the head that it follows.
  private func identity(
    of draft: Draft, _ parents: [Key], after head: Head?
  ) throws -> (key: Key, origin: [String]) {
    let origin = draft.origin.fields
    let plain = draft.key(parentKeys: parents, originFields: origin)
    guard let head,
      try first("SELECT 1 FROM artifact WHERE key = ?", [Value(plain)], { _ in true }) == true
    else { return (plain, origin) }
    let further = origin + [head.key.text]
    return (draft.key(parentKeys: parents, originFields: further), further)
  }

  private func reference(_ key: Key) throws -> ArtifactReference {
    let found = try first("SELECT id, sequence FROM artifact WHERE key = ?", [Value(key)]) {
      ArtifactReference(id: $0.int(0), key: key, place: Place(stored: $0.text(1)))
    }
    guard let found else { throw StoreError("the artifact \(key) is gone: run verify") }
    return found
  }

  func link(_ child: Int, _ draft: Draft, _ parents: [Int]) throws {
    for (index, parent) in draft.parents.enumerated() {
      let position = draft.parents[..<index].count { $0.role == parent.role }
      try execute(
        "INSERT INTO lineage (child_id, parent_id, role, position) VALUES (?, ?, ?, ?)",
        [
          .integer(child), .integer(parents[index]), .text(parent.role.rawValue),
          .integer(position),
        ])
    }
  }

  /// Remembers the id that the first version of an item was imported with.
  func remember(_ first: Int, _ draft: Draft) throws {
    guard case .imported(let source, let id) = draft.origin else { return }
    try execute(
      "INSERT INTO imported (source, kind, external_id, item_id) VALUES (?, ?, ?, ?)",
      [.text(source), .text(draft.kind.rawValue), .text(id), .integer(first)])
  }
}

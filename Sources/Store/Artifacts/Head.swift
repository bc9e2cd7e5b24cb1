public import Base

/// The newest version of an item, which another version is to replace.
public struct Head: Sendable, Hashable {
  /// The row in table `artifact`.
  public let id: Int
  /// Its identity.
  public let key: Key
  /// The first version of the item.
  let item: Int
  let version: Int
  /// The plan and the place in it that all versions of the item have.
  let plan: Int
  let place: Place

  fileprivate static let columns = "h.id, h.key, h.item_id, h.version, f.plan_id, f.sequence"

  fileprivate init(_ row: borrowing Row) {
    id = row.int(0)
    key = Key(stored: row.text(1))
    item = row.int(2)
    version = row.int(3)
    plan = row.int(4)
    place = Place(stored: row.text(5))
  }
}

/// An item that was imported with an id of its own.
struct ImportedItem {
  let head: Head
  /// The version that was imported last; a person may have revised it since.
  let latest: ArtifactReference
  /// The fields of its origin.
  let origin: [String]

  /// True if the source said the same the last time.
  func says(_ draft: Draft, _ parents: [Key]) -> Bool {
    draft.key(parentKeys: parents, originFields: origin) == latest.key
  }
}

extension Connection {
  /// The head of the item that the artifact `id` is a version of.
  public func head(ofItemOf id: Int) throws -> Head? {
    try first(
      """
      SELECT \(Head.columns) FROM artifact AS a JOIN artifact AS f ON f.id = a.item_id
      JOIN artifact AS h ON h.item_id = a.item_id
      WHERE a.id = ? ORDER BY h.version DESC LIMIT 1
      """, [.integer(id)]
    ) { Head($0) }
  }

  /// The item that `draft` says something new of, if it has an id that was imported before.
  func importedItem(_ draft: Draft) throws -> ImportedItem? {
    guard case .imported(let source, let id) = draft.origin else { return nil }
    return try first(
      """
      SELECT \(Head.columns), s.id, s.key, s.origin FROM imported AS i
      JOIN artifact AS f ON f.id = i.item_id
      JOIN artifact AS h ON h.item_id = i.item_id
      JOIN artifact AS s ON s.item_id = i.item_id AND s.origin ->> 0 = 'imported'
      WHERE i.source = ? AND i.kind = ? AND i.external_id = ?
      ORDER BY h.version DESC, s.version DESC LIMIT 1
      """, [.text(source), .text(draft.kind.rawValue), .text(id)]
    ) { row in
      let head = Head(row)
      return ImportedItem(
        head: head,
        latest: ArtifactReference(
          id: row.int(6), key: Key(stored: row.text(7)), place: head.place),
        origin: try originFields(row.text(8)))
    }
  }
}

/// The fields of an origin, as column `origin` has them.
func originFields(_ stored: String) throws -> [String] {
  try JSON(parsing: stored).array?.compactMap(\.string) ?? []
}

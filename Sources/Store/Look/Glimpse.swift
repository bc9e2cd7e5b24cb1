public import Base

/// What is shown of an artifact where it is only mentioned.
public struct Glimpse: Sendable, Hashable {
  /// The row in table `artifact`.
  public let id: Int
  /// The identity, the same in every file.
  public let key: Key
  /// What it is, as table `kind` names it.
  public let kind: String
  /// Which version of its item, from 1.
  public let version: Int
  /// Its status; `superseded` if it is no head.
  public let status: String
  /// The beginning of its text, at most 400 characters.
  public let text: String
}

extension Connection {
  /// A glimpse of the artifact `id`, or nil without one.
  public func glimpse(_ id: Int) throws -> Glimpse? {
    try first(
      """
      SELECT a.id, a.key, a.kind, a.version, coalesce(st.status, 'superseded'),
        \(TextBeginning.column("a.text", 400))
      FROM artifact AS a LEFT JOIN standing AS st ON st.artifact_id = a.id WHERE a.id = ?
      """, [.integer(id)]
    ) {
      Glimpse(
        id: $0.int(0), key: Key(stored: $0.text(1)), kind: $0.text(2), version: $0.int(3),
        status: $0.text(4), text: TextBeginning.read($0.text(5), 400))
    }
  }

  /// A glimpse of the artifact `id`.
  ///
  /// - Throws: ``StoreError`` if there is none.
  public func knownGlimpse(_ id: Int) throws -> Glimpse {
    guard let glimpse = try glimpse(id) else {
      throw StoreError("there is no artifact \(id): query the view versions for ids")
    }
    return glimpse
  }

  /// A glimpse of the head of the item that the artifact `id` is a version of.
  public func headGlimpse(of id: Int) throws -> Glimpse? {
    let head = try first(
      """
      SELECT h.id FROM artifact AS a JOIN artifact AS h ON h.item_id = a.item_id
      WHERE a.id = ? ORDER BY h.version DESC LIMIT 1
      """, [.integer(id)]
    ) { $0.int(0) }
    return try head.flatMap { try glimpse($0) }
  }
}

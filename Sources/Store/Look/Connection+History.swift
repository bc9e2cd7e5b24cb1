/// A version of an item, as its history tells it.
public struct RecordedVersion: Sendable {
  /// What is shown of it.
  public let glimpse: Glimpse
  /// The whole text.
  public let text: String
  /// glan, import, revise, and so on.
  public let method: String
  /// The model whose reply it was read from.
  public let model: String?
  /// Why a person revised it.
  public let reason: String?
  /// When it was stored.
  public let createdAt: String
}

extension Connection {
  /// All versions of the item that the artifact `id` is one of, the first one first.
  ///
  /// - Throws: ``StoreError`` if there is no such artifact.
  public func history(ofItemOf id: Int) throws -> [RecordedVersion] {
    _ = try knownGlimpse(id)
    let versions = try rows(
      """
      SELECT v.id, v.text, v.method, c.model, v.attributes ->> ?2, v.created_at
      FROM artifact AS a JOIN artifact AS v ON v.item_id = a.item_id
      LEFT JOIN call AS c ON c.id = v.call_id WHERE a.id = ?1 ORDER BY v.version
      """, [.integer(id), .text(Revision.reasonName)]
    ) { row in
      (
        row.int(0), row.text(1), row.text(2), row.optionalText(3), row.optionalText(4),
        row.text(5)
      )
    }
    return try versions.map { id, text, method, model, reason, time in
      RecordedVersion(
        glimpse: try knownGlimpse(id), text: text, method: method, model: model, reason: reason,
        createdAt: time)
    }
  }
}

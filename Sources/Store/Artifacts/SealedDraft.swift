internal import Base

/// A draft with its key and its JSON as text: all of storing it that needs no database.
public struct SealedDraft: Sendable {
  let draft: Draft
  let key: Key
  /// The indexes of its parents in the batch.
  let parents: [Int]
  let attributes: String
  let origin: String

  /// Seals `drafts`, whose parents are drafts among them.
  ///
  /// - Throws: ``StoreError`` if a parent is anything but a draft that comes before its child.
  public static func seal(_ drafts: [Draft]) throws -> [SealedDraft] {
    var sealed: [SealedDraft] = []
    sealed.reserveCapacity(drafts.count)
    for draft in drafts {
      let parents = try draft.parents.map { parent in
        guard case .draft(let index) = parent.target, sealed.indices.contains(index) else {
          throw StoreError("a draft of a \(draft.kind) comes before its parent")
        }
        return index
      }
      sealed.append(SealedDraft(draft, parents, parents.map { sealed[$0].key }))
    }
    return sealed
  }

  private init(_ draft: Draft, _ parents: [Int], _ parentKeys: [Key]) {
    self.draft = draft
    self.parents = parents
    key = draft.key(parentKeys: parentKeys)
    attributes = draft.attributes.text
    origin = draft.origin.text
  }
}

public import Base
public import Store

/// Gives the units of one stage their keys; what all of them have in common is hashed once.
public struct UnitKeys: Sendable {
  private let stage: String
  private let common: SHA256Digest

  /// The keys of the units of `plan`.
  public init(_ plan: PlanStage) {
    stage = plan.name
    var common = SHA256Digest()
    for field in ["unit 1"] + plan.identity { common.update(field: field) }
    self.common = common
  }

  /// The unit with `ordinal` below `parent`, which is its only parent unless `parents` are given.
  public func draft(
    _ ordinal: Int, below parent: ArtifactReference, parents: [Key]? = nil
  ) -> UnitDraft {
    UnitDraft(
      key: key(parents: parents ?? [parent.key], ordinal: ordinal), stage: stage,
      parent: parent.id, ordinal: ordinal, retry: 0, place: parent.place.below(ordinal))
  }

  /// The key of a unit: the stage's identity, the parents' keys, and which sample or draw it is.
  public func key(parents: [Key], ordinal: Int) -> Key {
    var digest = common
    for key in parents { digest.update(field: key.text) }
    for field in ["ordinal", String(ordinal), "0"] { digest.update(field: field) }
    return Key(finishing: &digest)
  }
}

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
  ///
  /// Its key is that of the stage's identity, the parents' keys, and which sample or draw it is.
  public func draft(
    _ ordinal: Int, below parent: ArtifactReference, parents: [Key]? = nil
  ) -> UnitDraft {
    var digest = common
    for key in parents ?? [parent.key] { digest.update(field: key.text) }
    for field in ["ordinal", String(ordinal), "0"] { digest.update(field: field) }
    return UnitDraft(
      key: Key(finishing: &digest), stage: stage, parent: parent.id, ordinal: ordinal, retry: 0,
      place: parent.place.below(ordinal))
  }
}

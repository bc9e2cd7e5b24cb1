public import Base

/// Gives the units of one stage their keys; what all of them have in common is hashed once.
public struct UnitKeys: Sendable {
  /// The stage that compares two answers.
  public static let pairStage = "judge/preference"
  /// Its ordinals are counted from the earlier answer's id times this, and in keys from 0.
  public static let perPair = 2000

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

  /// The key of the unit that is asked instead of the one with `key`, which brought nothing usable.
  public static func standIn(for key: Key) -> Key { Key(of: ["stand-in 1", key.text]) }

  /// What stands beside the parent in the key of an evolution.
  public static func operation(_ name: String) -> Key { Key(of: ["operation", name]) }
}

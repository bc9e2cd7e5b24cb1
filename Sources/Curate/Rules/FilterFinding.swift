public import Store

/// What a filter of generated texts found, by one of its rules.
public struct FilterFinding: Sendable, Equatable {
  /// The rule's name.
  public let rule: String
  /// What was measured, if anything.
  public let value: Double?
  /// What it was compared with.
  public let threshold: Double?
  /// A sentence.
  public let reason: String

  init(_ rule: String, _ found: RuleFinding) {
    self.rule = rule
    (value, threshold, reason) = (found.value, found.threshold, found.reason)
  }

  /// The drop that it is of `artifact`, beside `witness`.
  public func drop(_ artifact: Int, witness: Int? = nil) -> DecisionDraft {
    DecisionDraft(
      .drop, artifact, value: value, threshold: threshold, witness: witness, reason: reason)
  }
}

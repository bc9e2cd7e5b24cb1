internal import Base
internal import Store

/// The same place was asked otherwise before: another model, prompt or sampling.
public struct PlanConflict: Error, CustomStringConvertible {
  /// A sentence that names what differs and what to do.
  public let description: String

  init(_ now: PlanStage, _ before: PlanStage?, plan: Int) {
    let differences = before.map { now.differences(from: $0) } ?? []
    let what =
      differences.isEmpty
      ? "what was drawn (--seed, or counts)" : differences.joined(separator: "; ")
    description = """
      stage \(now.name) was asked otherwise before (plan \(plan)): \(what). \
      Give the old values to go on, --redo to make new versions of what is there, or --add to \
      generate beside it
      """
  }
}

internal import Base
internal import Store

/// The same place was asked otherwise before: another model, prompt or sampling.
public struct PlanConflict: Error, CustomStringConvertible {
  /// A sentence that names what differs and what to do.
  public let description: String

  init(_ now: PlanStage, _ before: PlanStage?, plan: Int) {
    let differences = before.map { PlanConflict.differences($0, now) } ?? []
    let what =
      differences.isEmpty
      ? "what was drawn (--seed, or counts)" : differences.joined(separator: "; ")
    description = """
      stage \(now.name) was asked otherwise before (plan \(plan)): \(what). \
      Give the old values to go on, --redo to make new versions of what is there, or --add to \
      generate beside it
      """
  }

  /// What differs between two versions of a stage, each as `name: before, now after`.
  static func differences(_ before: PlanStage, _ now: PlanStage) -> [String] {
    var found: [String] = []
    if before.model != now.model { found.append("model: \(before.model), now \(now.model)") }
    if before.prompt.hash != now.prompt.hash { found.append("the prompt \(now.prompt.name)") }
    if before.version != now.version { found.append("the stage's version") }
    let names = (before.settings.object ?? []).map(\.name) + (now.settings.object ?? []).map(\.name)
    for name in names where !found.contains(where: { $0.hasPrefix(name + ":") }) {
      let (old, new) = (before.settings[name] ?? .null, now.settings[name] ?? .null)
      if old != new { found.append("\(name): \(old.text), now \(new.text)") }
    }
    return found
  }
}

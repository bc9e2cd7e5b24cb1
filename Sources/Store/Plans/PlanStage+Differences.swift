internal import Base

extension PlanStage {
  /// What makes another question of this than of `before`, each as `name: before, now after`.
  public func differences(from before: PlanStage) -> [String] {
    var found: [String] = []
    if before.model != model { found.append("model: \(before.model), now \(model)") }
    if before.prompt.hash != prompt.hash { found.append("the prompt \(prompt.name)") }
    if before.version != version { found.append("the stage's version") }
    let names = (before.settings.object ?? []).map(\.name) + (settings.object ?? []).map(\.name)
    for name in names where !found.contains(where: { $0.hasPrefix(name + ":") }) {
      let (old, new) = (before.settings[name] ?? .null, settings[name] ?? .null)
      if old != new { found.append("\(name): \(old.text), now \(new.text)") }
    }
    return found
  }
}

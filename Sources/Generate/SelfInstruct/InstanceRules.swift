internal import Base
internal import Store

/// Self-Instruct's filters of a task's instances (`prepare_for_finetuning.py`), as named rules.
///
/// The original keeps five instances at random; here the first ones stay, so that it is the same
/// ones every time.
struct InstanceRules {
  /// The most instances of one task.
  let limit: Int

  /// An instance as it is stored.
  struct Row {
    var question: Int
    var input: String
    /// Nil if the reply had none.
    var output: String?
  }

  /// All rules, in their order.
  static let names = [
    "no-output", "input-is-output", "open-instance", "conflicting-outputs", "repeat", "limit",
  ]

  /// What each rule drops of `rows`, the instances of one task in canonical order.
  func decisions(_ rows: [Row]) -> [String: [DecisionDraft]] {
    var found: [String: [DecisionDraft]] = [:]
    var kept: [Row] = []
    for row in rows {
      guard let (rule, reason) = fault(row) else {
        kept.append(row)
        continue
      }
      found[rule, default: []].append(DecisionDraft(.drop, row.question, reason: reason))
    }
    if let conflict = conflict(kept) {
      found["conflicting-outputs"] = kept.map { row in
        DecisionDraft(
          .drop, row.question, witness: row.question == conflict ? nil : conflict,
          reason: "the task has two outputs for one input")
      }
      return found
    }
    (found["repeat"], kept) = repeats(kept)
    found["limit"] = kept.enumerated().dropFirst(limit).map { index, row in
      DecisionDraft(
        .drop, row.question, value: Double(index + 1), threshold: Double(limit),
        reason: "instance \(index + 1), where \(limit) are kept")
    }
    return found
  }

  private func fault(_ row: Row) -> (rule: String, reason: String)? {
    guard let output = row.output, !output.isEmpty else {
      return ("no-output", "the instance has no output")
    }
    if row.input == output { return ("input-is-output", "the output is the input") }
    let isOpen = [row.input, output].contains { $0.hasSuffix(":") || $0.hasSuffix("：") }
    return isOpen ? ("open-instance", "the input or the output ends with a colon") : nil
  }

  /// The first of two rows with the same input, which is not empty, and different outputs.
  private func conflict(_ rows: [Row]) -> Int? {
    var first: [String: Row] = [:]
    for row in rows where !row.input.isEmpty {
      if let other = first[row.input], other.output != row.output { return other.question }
      first[row.input] = first[row.input] ?? row
    }
    return nil
  }

  private func repeats(_ rows: [Row]) -> (drops: [DecisionDraft], kept: [Row]) {
    var first: [String: Int] = [:]
    var (drops, kept) = ([] as [DecisionDraft], [] as [Row])
    for row in rows {
      let said = JSON([row.input, row.output ?? ""]).text
      if let witness = first[said] {
        drops.append(
          DecisionDraft(
            .drop, row.question, witness: witness, reason: "the same instance was there before"))
      } else {
        first[said] = row.question
        kept.append(row)
      }
    }
    return (drops, kept)
  }
}

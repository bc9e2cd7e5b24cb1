import Base
import Curate
import Store

/// What the flags of `curate filter` mean.
struct FilterFlags {
  private let invocation: Invocation

  init(_ invocation: Invocation) { self.invocation = invocation }

  /// The filter that was typed; throws ``UsageError`` for what cannot be used.
  func filter() throws -> Filter {
    let rules = try rules()
    var conditions = try conditions()
    let verdicts = try verdicts(of: rules.map(\.name) + conditions.map(\.name))
    for index in conditions.indices {
      conditions[index].verdict = verdicts[conditions[index].name] ?? .drop
    }
    var filter = Filter(
      rules: rules, settings: try settings(of: rules), verdicts: verdicts, conditions: conditions,
      condition: invocation.text("--where"))
    filter.onlyNew = invocation.isSet("--new")
    return filter
  }

  private func rules() throws -> [Rule] {
    guard let names = invocation.text("--rules") else {
      return invocation.isSet("--rule") ? [] : Rule.all
    }
    if names == "none" { return [] }
    guard names.contains(where: { $0 != "," }) else {
      throw UsageError("--rules names no rule: see seedbed rules")
    }
    return try names.split(separator: ",").map { try Rule.known(String($0), flag: "--rules") }
  }

  private func conditions() throws -> [ConditionRule] {
    let rules = try orUsageError("--rule") {
      try invocation.texts("--rule").map { try ConditionRule($0) }
    }
    for (index, rule) in rules.enumerated()
    where rules[..<index].contains(where: { $0.name == rule.name }) {
      throw UsageError("--rule: there are two rules \(rule.name): give one of them another name")
    }
    return rules
  }

  private func verdicts(of rules: [String]) throws -> [String: Verdict] {
    var verdicts: [String: Verdict] = [:]
    for (flag, verdict) in [("--drop", Verdict.drop), ("--flag", .flag)] {
      for name in (invocation.text(flag) ?? "").split(separator: ",").map(String.init) {
        guard rules.contains(name) else {
          _ = try Rule.known(name, flag: flag)
          throw UsageError("\(flag): --rules leaves \(name) out: name it there, too")
        }
        if let earlier = verdicts.updateValue(verdict, forKey: name), earlier != verdict {
          throw UsageError("\(name) is in --drop and in --flag: keep one of them")
        }
      }
    }
    return verdicts
  }

  private func settings(of rules: [Rule]) throws -> [String: Rule.Setting] {
    var settings: [String: Rule.Setting] = [:]
    for (name, value) in try invocation.pairs("--set") {
      guard let parameter = parameter(name) else { throw unknownParameter(name) }
      guard rules.contains(where: { name.hasPrefix("\($0.name).") }) else {
        throw UsageError("--set \(name): --rules leaves that rule out: name it there, too")
      }
      switch parameter.standard {
      case .number:
        guard let number = Double(value), number >= 0, number.isFinite else {
          throw UsageError("--set \(name) needs a number of at least 0, not \(value)")
        }
        settings[name] = .number(number)
      case .list: settings[name] = .list(try list(value, of: "--set \(name)"))
      }
    }
    return settings
  }

  private func parameter(_ name: String) -> Rule.Parameter? {
    for rule in Rule.all where name.hasPrefix("\(rule.name).") {
      return rule.parameters.first { name == "\(rule.name).\($0.name)" }
    }
    return nil
  }

  private func unknownParameter(_ name: String) -> UsageError {
    let known = Rule.all.flatMap { rule in rule.parameters.map { "\(rule.name).\($0.name)" } }
    let near = Suggestion.closest(to: name, among: known).map { "did you mean \($0)?" }
    return UsageError("--set: there is no \(name): \(near ?? "see seedbed rules")")
  }

  /// Items with commas, or the lines of a file.
  private func list(_ value: String, of flag: String) throws -> [String] {
    let items =
      value.hasPrefix("@")
      ? try Prompts.text(String(value.dropFirst()), of: flag).split(whereSeparator: \.isNewline)
      : value.split(separator: ",")
    let list = items.map { String($0).trimmed }.filter { !$0.isEmpty }
    guard let short = list.first(where: { $0.utf8.count < 2 }) else {
      guard list.isEmpty else { return list }
      throw UsageError("\(flag) has no item: give some with commas, or @FILE")
    }
    throw UsageError("\(flag): \"\(short)\" is too short to be looked for")
  }
}

extension Rule {
  /// The rule called `name`, which `flag` names.
  static func known(_ name: String, flag: String) throws(UsageError) -> Rule {
    if let rule = Rule.named(name) { return rule }
    let advice =
      Suggestion.closest(to: name, among: Rule.all.map(\.name)).map { "did you mean \($0)?" }
      ?? "see seedbed rules"
    throw UsageError("\(flag): there is no rule \(name): \(advice)")
  }
}

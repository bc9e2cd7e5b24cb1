public import Store

/// One rule of quality: looks at a pair and says what is wrong with its question or its answer.
///
/// A rule sees one pair at a time, so it does not depend on order. Each has a file of its own, whose
/// doc comment is what `seedbed rules --explain NAME` prints.
public struct Rule: Sendable {
  /// Its name in tables and flags.
  public let name: String
  /// Of its code; stored with each decision.
  public let version: Int
  /// Which half of the pair it judges, or which halves.
  public let kinds: [Kind]
  /// What it does with what it finds, unless the user says otherwise: a rule that is wrong in more
  /// than one of ten cases only flags.
  public let verdict: Verdict
  /// One sentence: what it finds.
  public let summary: String
  /// Its numbers and lists, by name, with their defaults.
  public let parameters: [Parameter]
  /// The source file, whose doc comment is the help text.
  let file: String
  /// Makes what judges pairs, by settings: done once, so that lists are compiled once.
  let prepare: @Sendable (RuleSettings) -> Judge

  /// Judges a pair; nil if nothing is wrong.
  typealias Judge = (Pair) -> RuleFinding?

  init(
    _ name: String, version: Int = 1, _ kinds: [Kind], _ verdict: Verdict, _ summary: String,
    parameters: [Parameter] = [], file: String = #fileID,
    prepare: @escaping @Sendable (RuleSettings) -> Judge
  ) {
    self.name = name
    self.version = version
    self.kinds = kinds
    self.verdict = verdict
    self.summary = summary
    self.parameters = parameters
    self.file = file
    self.prepare = prepare
  }

  /// A number that a rule compares with, or a list of words or phrases that it looks for.
  public struct Parameter: Sendable {
    /// Its name in `--set RULE.NAME=VALUE`.
    public let name: String
    /// What holds without that flag.
    public let standard: Setting
    /// What it means.
    public let summary: String

    init(_ name: String, _ standard: Double, _ summary: String) {
      self.name = name
      self.standard = .number(standard)
      self.summary = summary
    }

    init(_ name: String, _ standard: [String], _ summary: String) {
      self.name = name
      self.standard = .list(standard)
      self.summary = summary
    }
  }

  /// The value of a parameter.
  public enum Setting: Sendable, Hashable {
    case number(Double)
    case list([String])
  }

  /// The rule called `name`.
  public static func named(_ name: String) -> Rule? { all.first { $0.name == name } }
}

/// The values of one rule's parameters.
struct RuleSettings {
  private let values: [String: Rule.Setting]

  init(_ values: [String: Rule.Setting]) { self.values = values }

  /// The number called `name`; every rule asks only for parameters that it has.
  func number(_ name: String) -> Double {
    if case .number(let number)? = values[name] { number } else { 0 }
  }

  /// The list called `name`.
  func list(_ name: String) -> [String] {
    if case .list(let list)? = values[name] { list } else { [] }
  }
}

/// What a rule found.
struct RuleFinding: Equatable {
  var value: Double?
  var threshold: Double?
  var reason: String
}

public import Store

/// One rule of quality: looks at a pair and says what is wrong with its question or its answer.
///
/// A rule sees one pair at a time, so it does not depend on order.
public struct Rule: Sendable {
  /// Its name in tables and flags.
  public let name: String
  /// Of its code; stored with each decision.
  public let version: Int
  /// Which half of the pair it drops; with both, it judges questions alone and answers.
  public let kinds: [Kind]
  /// One sentence: what it finds.
  public let summary: String
  /// Its numbers, by name, with their defaults.
  public let parameters: [Parameter]
  /// Judges a pair; nil if nothing is wrong.
  let judge: @Sendable (Pair, [String: Double]) -> RuleFinding?

  /// A number that a rule compares with.
  public struct Parameter: Sendable {
    /// Its name in `--set RULE.NAME=NUMBER`.
    public let name: String
    /// What holds without that flag.
    public let standard: Double
    /// What it means.
    public let summary: String
  }

  /// All rules, in the order in which they are applied.
  public static let all: [Rule] = [
    .empty, .truncated, .refusal, .repeatsQuestion, .language, .length,
  ]

  /// The rule called `name`.
  public static func named(_ name: String) -> Rule? { all.first { $0.name == name } }
}

/// A question, alone or with one of its answers.
public struct Pair: Sendable {
  /// The question, with its input.
  public var question: String
  /// The answer; nil for a question alone.
  public var answer: String?
  /// Why the model stopped.
  public var finishReason: String?
  /// The language it should be in, by its English name; nil if nobody said.
  public var language: String?

  /// A pair.
  public init(
    question: String, answer: String?, finishReason: String? = nil, language: String? = nil
  ) {
    self.question = question
    self.answer = answer
    self.finishReason = finishReason
    self.language = language
  }
}

/// What a rule found.
struct RuleFinding: Equatable {
  var value: Double?
  var threshold: Double?
  var reason: String
}

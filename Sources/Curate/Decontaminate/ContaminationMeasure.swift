public import Store

/// One way to find a benchmark's item in a training text, with its threshold.
///
/// Each is a rule of its own, `contamination/NAME`, so that each can be counted, sampled and undone.
public struct ContaminationMeasure: Sendable, Hashable {
  /// How texts are compared.
  public let way: Way
  /// Above what ROUGE-L, or from what share of the item's tokens on, a text is contaminated.
  public var threshold: Threshold
  /// What becomes of what is found.
  public var verdict: Verdict

  /// How a text is compared with an item.
  public enum Way: Sendable, Hashable {
    /// Both have the same tokens.
    case exact
    /// ROUGE-L F1 is above the threshold.
    case rougeL
    /// Enough of the item's tokens are in n-grams that the text has, too.
    case grams(Int)
  }

  /// The measure called `name`: `exact`, `rouge-l`, or `8-gram` with any number.
  ///
  /// From 8-grams on 0.5 (Tülu 3, section 8.1); from 13-grams on any one of them (GPT-3, appendix C),
  /// which only flags, since a phrase that both quote is no leak.
  ///
  /// - Throws: ``CurationError`` for another name.
  public init(_ name: String) throws(CurationError) {
    switch name {
    case "exact": self.init(.exact, Threshold(numerator: 1, denominator: 1), .drop)
    case "rouge-l": self.init(.rougeL, .selfInstruct, .drop)
    default:
      guard name.hasSuffix("-gram"), let n = Int(name.dropLast(5)), (2...100).contains(n) else {
        throw CurationError(
          "there is no measure \(name): there are exact, rouge-l, and n-grams such as 8-gram")
      }
      if n < 13 {
        self.init(.grams(n), Threshold(numerator: 5, denominator: 10), .drop)
      } else {
        self.init(.grams(n), Threshold(numerator: 0, denominator: 1), .flag)
      }
    }
  }

  private init(_ way: Way, _ threshold: Threshold, _ verdict: Verdict) {
    self.way = way
    self.threshold = threshold
    self.verdict = verdict
  }

  /// The names of those that are used unless the user says otherwise.
  public static let standard = ["exact", "rouge-l", "8-gram", "13-gram"]

  /// Its name, as ``init(_:)`` reads it.
  public var name: String {
    switch way {
    case .exact: "exact"
    case .rougeL: "rouge-l"
    case .grams(let n): "\(n)-gram"
    }
  }

  /// The name of its rule in tables and flags.
  public var rule: String { "contamination/\(name)" }

  /// The number of tokens of its n-grams.
  var grams: Int? { if case .grams(let n) = way { n } else { nil } }
}

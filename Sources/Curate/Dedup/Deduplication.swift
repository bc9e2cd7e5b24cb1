internal import Base
public import Store

/// Removal of near-duplicates by exact ROUGE-L, first come first kept, as rule `dedup`
/// (Self-Instruct, section 2.2: above 0.7).
public struct Deduplication: Sendable {
  /// What is compared.
  public var target: Target
  /// What a token is.
  public var tokenizer: Tokenizer
  /// Above what two rows are near-duplicates; nil for what was calibrated for their script.
  public var cutoff: Cutoff?
  /// Which rows: a condition over the view of the kind; nil for all.
  public var condition: String?
  /// At most this many rows.
  public var limit: Int?
  /// What comes first, and so is kept.
  public var order = Order.canonical
  /// Only rows that have this in common are compared.
  public var within: Group?
  /// What rows are compared with instead of each other.
  public var reference: Reference?
  /// Whether rows of one evolution chain, which resemble each other by design, are compared, too.
  public var includesChains = false
  /// True to look only at rows that came after the last run, beside those that it kept.
  public var onlyNew = false
  /// Also looks for the nearest kept row of each kept one, above this.
  public var floor: Threshold?
  /// How many threads compare; the outcome does not depend on it.
  public var threads = Processors.count

  /// What of a row is compared with that of others.
  public enum Target: String, Sendable, CaseIterable {
    /// Instruction and input together.
    case question
    /// The instruction alone.
    case instruction
    /// The answer.
    case answer

    /// What the rows are.
    public var kind: Kind { self == .answer ? .answer : .question }
  }

  /// What comes first.
  public enum Order: String, Sendable, CaseIterable {
    /// As imported or generated.
    case canonical
    /// The highest mean `judge/quality` first, unjudged rows last.
    case judge
    /// The longest first.
    case length
  }

  /// What rows can have in common.
  public enum Group: String, Sendable, CaseIterable {
    case discipline, subject, language, method
  }

  /// What rows can be compared with.
  public enum Reference: Sendable {
    /// The benchmark questions in the file.
    case benchmark
    /// Texts of another file, with its name.
    case texts(name: String, [String])
  }

  /// Removal of near-duplicates.
  public init(
    target: Target = .question, tokenizer: Tokenizer = .unicode, cutoff: Cutoff? = nil,
    condition: String? = nil, limit: Int? = nil
  ) {
    self.target = target
    self.tokenizer = tokenizer
    self.cutoff = cutoff
    self.condition = condition
    self.limit = limit
  }

  /// Which rows, how compared: a later search of the same scope takes the place of an earlier one.
  var scope: JSON {
    let scope: JSON = [
      "kind": .string(target.kind.rawValue), "on": .string(target.rawValue),
      "tokenizer": .string(tokenizer.rawValue), "where": JSON(condition),
      "limit": limit.map { JSON($0) } ?? .null,
    ]
    switch reference {
    case nil: return scope
    case .benchmark: return scope.setting("against", "benchmark")
    case .texts(let name, _): return scope.setting("against", .string("file " + name))
    }
  }
}

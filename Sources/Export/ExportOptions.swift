public import Curate

/// What is exported, in which shape, and how it is split.
public struct ExportOptions: Sendable {
  /// The shape of the files.
  public var format: Format
  /// How much goes where.
  public var shares: Shares
  /// The tokenizer by which questions are compared.
  public var tokenizer = Tokenizer.unicode
  /// What keeps rows on one side besides the rules of the split.
  public var group: Group?
  /// An SQL condition over the view `examples`.
  public var condition: String?
  /// At most this many examples, the first in canonical order.
  public var limit: Int?
  /// The system prompt of rows that have none of their own.
  public var system: String?

  /// Lineage that keeps rows on one side.
  public enum Group: String, Sendable, CaseIterable {
    /// Rows of one subject.
    case subject
    /// Rows of one discipline.
    case discipline
  }

  /// All examples in `format`, split by `shares`.
  public init(format: Format, shares: Shares) {
    self.format = format
    self.shares = shares
  }
}

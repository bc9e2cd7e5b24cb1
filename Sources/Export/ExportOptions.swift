public import Curate
public import Formats
internal import Store

/// What is exported, in which shape, and how it is split.
public struct ExportOptions: Sendable {
  /// The shape of the files.
  public var format: Format
  /// What the shape leaves open.
  public var style: Style
  /// How much goes where.
  public var shares: Shares
  /// How many rows are held out by number, besides the shares.
  public var heldOut: HeldOut?
  /// The tokenizer by which questions are compared.
  public var tokenizer = Tokenizer.unicode
  /// What keeps rows on one side besides the rules of the split.
  public var group: Group?
  /// An SQL condition over the view `examples`.
  public var condition: String?
  /// At most this many examples, the first in canonical order.
  public var limit: Int?
  /// Whether the instances of live seed tasks are rows, too, whatever condition and limit say.
  public var includesSeedTasks = false
  /// Which of a question's answers is exported.
  public var choice: AnswerChoice
  /// The system prompt of rows that have none of their own.
  public var system: String?
  /// Rows with more tokens, by ``TokenEstimate``, are told of.
  public var maxTokens: Int?
  /// Whether rows with too many tokens are left out.
  public var dropsOverLong = false
  /// The export fails if two questions on two sides have a ROUGE-L above this.
  public var maxLeak: Threshold?
  /// The export whose rows are written again.
  var again: Int?

  /// Lineage that keeps rows on one side.
  public enum Group: String, Sendable, CaseIterable {
    /// Rows of one subject.
    case subject
    /// Rows of one discipline.
    case discipline
  }

  /// All examples in `format`, split by `shares`; preferences by what judges preferred.
  public init(format: Format, shares: Shares) {
    self.format = format
    style = format.usual
    choice = format.needs.contains(.rejected) ? .preferred : .judged
    style.seed = shares.seed
    self.shares = shares
  }

  /// Whether rows cannot be judged without their whole answers.
  var readsAnswers: Bool { format.misfit != nil || maxTokens != nil }

  /// Whether a row is known as soon as it is read: there are no sides, no later turn takes it in, and the
  /// format has no columns for the sake of other rows.
  func areRowsFinal(_ connection: Connection) throws -> Bool {
    guard shares.areTrainOnly, heldOut == nil, format.opening == nil else { return false }
    return try connection.int("SELECT EXISTS (SELECT 1 FROM standing WHERE turn > 1)") == 0
  }
}

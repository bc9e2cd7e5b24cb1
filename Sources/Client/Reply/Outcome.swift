/// What an exchange means for the one who asked.
public enum Outcome: Sendable, Hashable {
  /// The model answered, and to the end.
  case completed(Completion)
  /// The answer is final and of no use for training. What text there is comes along.
  case unusable(class: FailureClass, message: String, Completion?)
  /// Asking again may help; `retryAfter` is how long the server wants us to wait.
  case transient(class: FailureClass, message: String, retryAfter: Duration?)
  /// All requests like this one will be refused: the run stops, with the server's own words.
  case rejected(class: FailureClass, message: String)
  /// There is no more money or quota: the run stops and can be resumed later.
  case exhausted(class: FailureClass, message: String)
  /// The server does not know this way of asking for JSON: fall back to ``StructureMode/next``.
  case unsupportedStructure(message: String)
  /// The server knows the limit of tokens by its other name: ``Endpoint/otherTokenLimitField``.
  case unsupportedTokenLimit(message: String)

  /// The class of what went wrong; nil for a completion.
  public var failureClass: FailureClass? {
    switch self {
    case .completed: nil
    case .unusable(let failure, _, _), .transient(let failure, _, _), .rejected(let failure, _),
      .exhausted(let failure, _):
      failure
    case .unsupportedStructure: .unsupportedStructure
    case .unsupportedTokenLimit: .unsupportedTokenLimit
    }
  }

  /// What went wrong, in a sentence; nil for a completion.
  public var message: String? {
    switch self {
    case .completed: nil
    case .unusable(_, let message, _), .transient(_, let message, _), .rejected(_, let message),
      .exhausted(_, let message), .unsupportedStructure(let message),
      .unsupportedTokenLimit(let message):
      message
    }
  }

  /// The text and the counts, where there are any, of good and unusable answers alike.
  public var completion: Completion? {
    switch self {
    case .completed(let completion): completion
    case .unusable(_, _, let completion): completion
    default: nil
    }
  }
}

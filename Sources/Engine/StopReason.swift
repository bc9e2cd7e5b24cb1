/// Why a run stopped before its end.
public enum StopReason: Error, Sendable, CustomStringConvertible {
  /// The endpoint refuses all such requests; its own words.
  case rejected(String)
  /// There is no more money or quota.
  case exhausted(String)
  /// What the user allows is spent.
  case budget(String)
  /// The endpoint was never reached.
  case unreachable(String)
  /// The model gave nothing but replies of another shape than was asked for.
  case shapeless(String)

  /// True if it is no fault of the endpoint, so that what is under way may end.
  var isBudget: Bool { if case .budget = self { true } else { false } }

  /// A sentence.
  public var description: String {
    switch self {
    case .rejected(let message): "the endpoint refuses the request: \(message)"
    case .exhausted(let message): "the endpoint has no quota left: \(message)"
    case .budget(let message):
      "stopped by the budget: \(message); the same command with a larger one goes on from here"
    case .unreachable(let message):
      "the endpoint cannot be used: \(message). Is --base-url right, and the server running?"
    case .shapeless(let message):
      "the model never replied with the JSON that was asked for: \(message). Try another model"
    }
  }
}

/// A run that stopped before its end: why, and what it did until then.
public struct Stopped: Error {
  /// Why.
  public let reason: StopReason
  /// What it did.
  public let tally: Tally
}

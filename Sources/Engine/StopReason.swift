/// Why a run stopped before its end.
public enum StopReason: Error, Sendable, CustomStringConvertible {
  /// The endpoint refuses all such requests; its own words.
  case rejected(String)
  /// There is no more money or quota.
  case exhausted(String)
  /// The endpoint was never reached.
  case unreachable(String)
  /// The model gave nothing but replies of another shape than was asked for.
  case shapeless(String)

  /// A sentence.
  public var description: String {
    switch self {
    case .rejected(let message): "the endpoint refuses the request: \(message)"
    case .exhausted(let message): "the endpoint has no quota left: \(message)"
    case .unreachable(let message):
      "the endpoint cannot be used: \(message). Is --base-url right, and the server running?"
    case .shapeless(let message):
      "the model never replied with the JSON that was asked for: \(message). Try another model"
    }
  }
}

import Base

/// Reads what a server sent.
///
/// The rules are gathered from the servers' own documentation and from what they were seen to do.
public enum Reply {
  /// What `exchange` means.
  ///
  /// `mode` is how JSON was asked for: if it was not, no error is taken for one about structured
  /// output; if it is not known (nil), one that names it is.
  public static func read(_ exchange: Exchange, mode: StructureMode? = nil) -> Outcome {
    if let failure = exchange.failure { return read(failure) }
    guard let status = exchange.status else {
      return .transient(class: .transport, message: "no response", retryAfter: nil)
    }
    guard (200..<300).contains(status) else { return refusal(exchange, status, mode) }
    guard let response = try? JSON(parsing: exchange.body), response.object != nil else {
      // Nothing that a model wrote: a proxy's page, or half of a response.
      return .transient(
        class: .notJSON, message: sentence(exchange, ServerError(body: exchange.body)),
        retryAfter: nil)
    }
    return read(response, exchange, mode)
  }

  private static func read(_ failure: TransportFailure) -> Outcome {
    let failureClass: FailureClass =
      switch failure.code {
      case .timeout, .connectTimeout: .timeout
      case .cancelled: .cancelled
      default: .transport
      }
    return .transient(class: failureClass, message: failure.description, retryAfter: nil)
  }

  /// A successful response; it may hold an error all the same.
  private static func read(
    _ response: JSON, _ exchange: Exchange, _ mode: StructureMode?
  ) -> Outcome {
    let choice = response["choices"]?[0]
    let isError = [response["error"], choice?["error"]].contains { ($0 ?? .null) != .null }
    if isError || choice?["finish_reason"]?.string == "error" {
      let holder = choice?["error"] == nil ? response : choice ?? response
      return inside(ServerError(holder), exchange, mode)
    }
    guard let choice else {
      return .unusable(class: .noChoices, message: "the response has no choices", nil)
    }
    return judge(Completion(choice, in: response), choice)
  }

  /// An error inside of a 200, which is transient unless it says otherwise.
  private static func inside(
    _ error: ServerError, _ exchange: Exchange, _ mode: StructureMode?
  ) -> Outcome {
    let status = error.status.flatMap { (400..<600).contains($0) ? $0 : nil } ?? 500
    return refusal(exchange, status, mode, error)
  }

  /// Whether a completion is whole and has text.
  private static func judge(_ completion: Completion, _ choice: JSON) -> Outcome {
    func unusable(_ failure: FailureClass, _ message: String) -> Outcome {
      .unusable(class: failure, message: message, completion)
    }
    if let refusal = choice["message"]?["refusal"]?.string, !refusal.isEmpty {
      return unusable(.refusal, "the model refused: \(refusal.prefix(500))")
    }
    switch completion.finishReason {
    case "length", "max_tokens", "model_length":
      return unusable(.truncated, "the reply reached its limit of tokens")
    case "content_filter": return unusable(.contentFilter, "the reply was filtered")
    case "abort":
      return .transient(class: .serverError, message: "the server aborted", retryAfter: nil)
    default: break
    }
    guard completion.isBlank else { return .completed(completion) }
    let rest = completion.reasoning == nil ? "" : " but reasoning"
    return unusable(.empty, "the reply has no text\(rest)")
  }
}

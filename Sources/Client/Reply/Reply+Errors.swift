import Base

extension Reply {
  /// A response with a `status` outside of 2xx; `error` if it is known already.
  static func refusal(
    _ exchange: Exchange, _ status: Int, _ mode: StructureMode?, _ known: ServerError? = nil
  ) -> Outcome {
    let error = known ?? ServerError(body: exchange.body)
    let message = sentence(exchange, error)
    if isExhausted(error, status) { return .exhausted(class: .quota, message: message) }
    if status == 429, let wait = RetryAfter.read(exchange.headers), wait > RetryPolicy.longestWait {
      // A day's limit, say: a run that waits so long had better end, and go on later.
      let seconds = Int((wait / .seconds(1)).rounded(.up))
      return .exhausted(
        class: .rateLimited, message: "\(message) (it asks to wait \(seconds) seconds)")
    }
    if isFiltered(error) { return .unusable(class: .contentFilter, message: message, nil) }
    if status < 500, isTooLong(error) || status == 413 {
      return .unusable(class: .contextLength, message: message, nil)
    }
    if mode != .plain, isAboutStructure(error, status, mode) {
      return .unsupportedStructure(message: message)
    }
    if isAboutTokenLimit(error, status) { return .unsupportedTokenLimit(message: message) }
    if isTransient(exchange, status) {
      return .transient(
        class: status == 429 ? .rateLimited : .serverError, message: message,
        retryAfter: wait(exchange))
    }
    return .rejected(
      class: [400, 422].contains(status) ? .badRequest : .rejected, message: message)
  }

  /// `HTTP 401 from URL: the server's own words`.
  static func sentence(_ exchange: Exchange, _ error: ServerError) -> String {
    let status = exchange.status.map { "HTTP \($0)" } ?? "an answer"
    let target = exchange.headers["location"].map { " (it points to \($0))" } ?? ""
    let words = error.message.isEmpty ? "no explanation" : error.message
    return "\(status) from \(exchange.url)\(target): \(words)"
  }

  private static func isTransient(_ exchange: Exchange, _ status: Int) -> Bool {
    exchange.headers["x-should-retry"] == "true" || [408, 409, 425, 429].contains(status)
      || status >= 500
  }

  /// The wait that the server asks for; `x-should-retry: false` asks for one without end.
  private static func wait(_ exchange: Exchange) -> Duration? {
    exchange.headers["x-should-retry"] == "false"
      ? RetryPolicy.forever : RetryAfter.read(exchange.headers)
  }

  /// Whether the server does not know the name under which the limit of tokens was sent.
  ///
  /// OpenAI's newer models: "Unsupported parameter: 'max_tokens' is not supported with this model.
  /// Use 'max_completion_tokens' instead." A limit that is too large is another complaint.
  private static func isAboutTokenLimit(_ error: ServerError, _ status: Int) -> Bool {
    guard [400, 422].contains(status), error.mentions(["max_tokens", "max_completion_tokens"])
    else { return false }
    let complaints = [
      "unsupported_parameter", "unsupported parameter", "unknown_parameter", "unrecognized",
      "unknown field", "extra inputs", "extra_forbidden", "not permitted", "not supported",
    ]
    return error.mentions(complaints)
  }

  private static func isExhausted(_ error: ServerError, _ status: Int) -> Bool {
    status == 402 || !error.codes.isDisjoint(with: exhaustedCodes)
      || error.mentions(["credit balance is too low", "insufficient balance"])
  }

  private static func isFiltered(_ error: ServerError) -> Bool {
    !error.codes.isDisjoint(with: filterCodes)
      || error.mentions(["content exists risk", "requires moderation"])
  }

  private static func isTooLong(_ error: ServerError) -> Bool {
    !error.codes.isDisjoint(with: lengthCodes)
      || error.mentions(["maximum context length", "available context size", "prompt is too long"])
  }

  /// Whether the server complains of structured output as such: not of a schema that we know to be
  /// new to it, but of the field, the type or the grammar behind it.
  private static func isAboutStructure(
    _ error: ServerError, _ status: Int, _ mode: StructureMode?
  ) -> Bool {
    guard [400, 404, 415, 422, 501].contains(status) else { return false }
    if error.field.hasPrefix("response_format") { return true }
    return error.mentions(structureWords) || (mode != nil && error.mentions(["schema"]))
  }

  /// OpenAI's, with those of its resellers.
  private static let exhaustedCodes: Set<String> = [
    "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded", "organization_usage_limit_exceeded",
    "billing_hard_limit_reached", "billing_not_active", "insufficient_balance",
    "insufficient_credits", "insufficient_funds", "payment_required", "arrearage",
    "exceeded_current_quota_error",
  ]

  /// OpenAI's, Azure's and DashScope's.
  private static let filterCodes: Set<String> = [
    "content_filter", "responsibleaipolicyviolation", "content_policy_violation",
    "data_inspection_failed",
  ]

  /// OpenAI's and llama.cpp's.
  private static let lengthCodes: Set<String> = [
    "context_length_exceeded", "exceed_context_size_error", "string_above_max_length",
  ]

  private static let structureWords = [
    "response_format", "response format", "json_schema", "json schema", "json_object", "json mode",
    "structured output", "structured_output", "grammar", "guided",
  ]
}

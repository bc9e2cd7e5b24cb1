/// Why a request brought no usable completion.
///
/// The raw values are stored and used in SQL: they never change their meaning.
public enum FailureClass: String, Sendable, CaseIterable {
  /// The connection failed or broke, or the response was cut short.
  case transport
  /// No complete response came in time.
  case timeout
  /// The task was cancelled.
  case cancelled
  /// The server asks for fewer requests (429).
  case rateLimited = "rate_limited"
  /// The server failed or is overloaded (408, 409, 5xx, or an error inside of a 200).
  case serverError = "server_error"
  /// The server refuses requests like this one (other 4xx).
  case rejected
  /// The server refuses this request (400, 422): it may be the only one.
  case badRequest = "bad_request"
  /// There is no more money or quota.
  case quota
  /// The server does not know the structured output that was asked for.
  case unsupportedStructure = "unsupported_structure"
  /// The server knows the limit of tokens by another name.
  case unsupportedTokenLimit = "unsupported_token_limit"
  /// The prompt, with the reply, is too long for the model.
  case contextLength = "context_length"
  /// The reply reached its limit of tokens.
  case truncated
  /// The prompt or the reply was filtered.
  case contentFilter = "content_filter"
  /// The model refused in the field that says so.
  case refusal
  /// The reply has no text.
  case empty
  /// The response has no choices.
  case noChoices = "no_choices"
  /// The response to a successful request is no JSON of the expected form.
  case notJSON = "not_json"
  /// The reply is JSON, but not of the shape that was asked for.
  case schemaMismatch = "schema_mismatch"
  /// The reply's text could not be read by the stage that asked.
  case unparsable
}

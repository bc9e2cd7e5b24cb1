import Base

/// A text that a model is asked to continue without a chat template, by `POST completions`.
///
/// Magpie's pre-query templates and base models need it.
public struct CompletionRequest: Sendable, Hashable {
  /// The model's name as the server knows it.
  public var model: String
  /// The text, special tokens included, in pieces.
  public var prompt: [Piece]
  /// How the continuation is drawn.
  public var sampling: Sampling

  /// A request to continue `prompt`.
  public init(model: String, prompt: [Piece], sampling: Sampling = Sampling()) {
    self.model = model
    self.prompt = prompt
    self.sampling = sampling
  }

  /// The path below the base URL.
  public static let path = "completions"

  /// The exact body.
  ///
  /// This path knows `max_tokens` only, whatever the endpoint's chat path wants.
  public func body(for endpoint: Endpoint) -> RequestBody {
    var endpoint = endpoint
    endpoint.tokenLimitField = "max_tokens"
    var writer = BodyWriter()
    writer.raw("{\"model\":")
    writer.value(.string(model))
    writer.raw(",\"prompt\":")
    writer.string(prompt)
    writer.members(sampling.fields(for: endpoint))
    writer.raw("}")
    return writer.finish()
  }
}

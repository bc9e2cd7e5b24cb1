/// What a model wrote, and what it cost.
public struct Completion: Sendable, Hashable {
  /// The text, without the reasoning.
  public var content: String
  /// What the model thought aloud before; nil if nothing.
  public var reasoning: String?
  /// Why it stopped, in the server's word, such as `stop`.
  public var finishReason: String?
  /// The model that answered, in the server's words.
  public var model: String?
  /// Tokens of the prompt; nil where the server does not count.
  public var promptTokens: Int?
  /// Tokens of the reply, reasoning included.
  public var completionTokens: Int?
  /// Tokens of the reasoning alone.
  public var reasoningTokens: Int?
  /// Tokens of the prompt that the server had in its cache (cheaper at most hosts).
  public var cachedTokens: Int?

  /// A completion with the text `content`.
  public init(
    content: String, reasoning: String? = nil, finishReason: String? = nil, model: String? = nil,
    promptTokens: Int? = nil, completionTokens: Int? = nil, reasoningTokens: Int? = nil,
    cachedTokens: Int? = nil
  ) {
    self.content = content
    self.reasoning = reasoning
    self.finishReason = finishReason
    self.model = model
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.reasoningTokens = reasoningTokens
    self.cachedTokens = cachedTokens
  }
}

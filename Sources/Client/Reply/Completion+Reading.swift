import Base

extension Completion {
  /// The completion in a response's first `choice`, of either path.
  init(_ choice: JSON, in response: JSON) {
    let message = choice["message"] ?? .null
    let usage = response["usage"] ?? .null
    let details = usage["completion_tokens_details"] ?? .null
    if let text = choice["text"]?.string {
      self.init(content: text)
    } else {
      let (inline, answer) = Reasoning.split(Completion.text(message["content"], "text"))
      let apart = [
        message["reasoning"]?.string, message["reasoning_content"]?.string,
        Completion.text(message["content"], "thinking"), inline,
      ]
      self.init(content: answer, reasoning: apart.compactMap { $0 }.first { !$0.isEmpty })
    }
    finishReason = choice["finish_reason"]?.string
    model = response["model"]?.string
    promptTokens = usage["prompt_tokens"]?.int
    completionTokens = usage["completion_tokens"]?.int
    reasoningTokens = details["reasoning_tokens"]?.int
    cachedTokens = usage["prompt_tokens_details"]?["cached_tokens"]?.int
  }

  /// The text of a content that is a string, or of its parts of `kind`, which are a string or parts
  /// again.
  private static func text(_ content: JSON?, _ kind: String) -> String {
    guard let parts = content?.array else { return kind == "text" ? content?.string ?? "" : "" }
    return parts.map { part in
      part["type"]?.string == kind ? part[kind]?.string ?? text(part[kind], "text") : ""
    }.joined()
  }

  /// Whether there is no text but white space.
  var isBlank: Bool { content.allSatisfy { $0.isWhitespace } }
}

/// What a model can be asked: a conversation to continue, or a raw text.
public protocol ModelRequest: Sendable {
  /// The model's name as the server knows it.
  var model: String { get }
  /// How the reply is drawn.
  var sampling: Sampling { get set }
  /// The shape of the reply; nil for free text.
  var schema: ResponseSchema? { get }
  /// The path below the base URL.
  var path: String { get }

  /// What to add to a server's words when it refuses all such requests; nil if nothing.
  var hint: String? { get }

  /// The exact body; `mode` matters only with a schema.
  func body(_ mode: StructureMode, for endpoint: Endpoint) -> RequestBody
}

extension ChatRequest: ModelRequest {
  /// The path below the base URL.
  public var path: String { ChatRequest.path }

  /// Every server knows chat.
  public var hint: String? { nil }
}

extension CompletionRequest: ModelRequest {
  /// No server knows a shape here.
  public var schema: ResponseSchema? { nil }

  /// The path below the base URL.
  public var path: String { CompletionRequest.path }

  /// Many servers know chat alone.
  public var hint: String? {
    """
    . What was asked needs raw completions (POST completions), since a chat endpoint puts its own \
    template around every text; llama.cpp, vLLM, SGLang, TGI and Ollama offer them
    """
  }

  /// The exact body, in which there is no way to ask for JSON.
  public func body(_ mode: StructureMode, for endpoint: Endpoint) -> RequestBody {
    body(for: endpoint)
  }
}

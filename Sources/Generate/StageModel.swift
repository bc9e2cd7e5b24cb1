internal import Base
public import Client
internal import Store

/// Whom a stage asks, and in what words and language.
public struct StageModel: Sendable {
  /// The endpoint's name.
  public var endpoint: String
  /// The model's name.
  public var model: String
  /// How replies are drawn.
  public var sampling: Sampling
  /// The language to write in, by its English name.
  public var language: String
  /// More instructions from the user; may be empty.
  public var guidance: String
  /// The template.
  public var prompt: PromptTemplate
  /// True for a base model, which continues a text (`POST completions`) and knows no chat.
  public var isRaw = false

  /// Whom a stage asks.
  public init(
    endpoint: String, model: String, sampling: Sampling, language: String, guidance: String,
    prompt: PromptTemplate
  ) {
    self.endpoint = endpoint
    self.model = model
    self.sampling = sampling
    self.language = language
    self.guidance = guidance
    self.prompt = prompt
  }

  /// What makes another question of it, as column `settings` has it.
  func settings(adding more: [(String, JSON)] = []) -> JSON {
    var members: [(String, JSON)] = []
    // A prompt without the language asks the same in all of them.
    if prompt.uses("language") { members.append(("language", .string(language))) }
    if !guidance.isEmpty { members.append(("guidance", .string(guidance))) }
    if let value = sampling.temperature { members.append(("temperature", JSON(value))) }
    if let value = sampling.topP { members.append(("top_p", JSON(value))) }
    if let value = sampling.maxTokens { members.append(("max_tokens", JSON(value))) }
    if sampling.extra != .object([]) { members.append(("body", sampling.extra)) }
    if isRaw { members.append(("completions", true)) }
    return .object((members + more).map { JSON.Member($0.0, $0.1) })
  }

  func planStage(_ name: String, version: Int, adding more: [(String, JSON)] = []) -> PlanStage {
    PlanStage(
      name: name, version: version, prompt: prompt.stored, endpoint: endpoint, model: model,
      settings: settings(adding: more))
  }

  /// The request with `values` in the template; without another, the language is ``language``.
  func request(
    _ values: [String: String], shared: Set<String> = [], schema: ResponseSchema? = nil
  ) -> ChatRequest {
    let message = ChatRequest.Message(role: "user", content: content(values, shared))
    return ChatRequest(model: model, messages: [message], sampling: sampling, schema: schema)
  }

  /// The same as a conversation, or as a text to continue if the model is a base model.
  func modelRequest(_ values: [String: String]) -> any ModelRequest {
    isRaw
      ? CompletionRequest(model: model, prompt: content(values, []), sampling: sampling)
      : request(values)
  }

  private func content(_ values: [String: String], _ shared: Set<String>) -> [Piece] {
    var values = values
    values["language"] = values["language"] ?? language
    values["guidance"] = guidance
    return prompt.render(values, shared: shared)
  }
}

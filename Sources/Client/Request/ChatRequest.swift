import Base

/// A conversation that a model is asked to continue, by `POST chat/completions`.
public struct ChatRequest: Sendable, Hashable {
  /// The model's name as the server knows it.
  public var model: String
  /// The conversation so far.
  public var messages: [Message]
  /// How the reply is drawn.
  public var sampling: Sampling
  /// The shape of the reply; nil for free text.
  public var schema: ResponseSchema?

  /// One turn.
  public struct Message: Sendable, Hashable {
    /// `system`, `user` or `assistant`.
    public var role: String
    /// The text, in pieces.
    public var content: [Piece]

    /// A turn of `role`.
    public init(role: String, content: [Piece]) {
      self.role = role
      self.content = content
    }

    /// A turn of `role` that no other request has.
    public init(role: String, _ text: String) { self.init(role: role, content: [Piece(text)]) }
  }

  /// A request to continue `messages`.
  public init(
    model: String, messages: [Message], sampling: Sampling = Sampling(),
    schema: ResponseSchema? = nil
  ) {
    self.model = model
    self.messages = messages
    self.sampling = sampling
    self.schema = schema
  }

  /// The path below the base URL.
  public static let path = "chat/completions"

  /// The exact body; `mode` matters only with a schema.
  ///
  /// Equal requests have equal bodies, and no field is in them that was not asked for.
  public func body(
    _ mode: StructureMode = .jsonSchema, for endpoint: Endpoint
  ) -> RequestBody {
    var writer = BodyWriter()
    writer.raw("{\"model\":")
    writer.value(.string(model))
    writer.raw(",\"messages\":[")
    for (index, message) in messages.enumerated() {
      writer.raw(index == 0 ? "{\"role\":" : ",{\"role\":")
      writer.value(.string(message.role))
      writer.raw(",\"content\":")
      writer.string(message.content)
      writer.raw("}")
    }
    writer.raw("]")
    writer.members(sampling.fields(for: endpoint, adding: schema?.fields(mode) ?? [:]))
    writer.raw("}")
    return writer.finish()
  }
}

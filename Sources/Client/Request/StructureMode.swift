public import Base

/// The ways to ask a server for JSON, best first.
public enum StructureMode: String, Sendable, Hashable, CaseIterable {
  /// `response_format` with the schema and its limits, which keep a weak model under a grammar from
  /// listing without end: llama.cpp and vLLM.
  case limitedSchema = "json_schema_limited"
  /// `response_format` with the schema without limits, which strict servers do not know: OpenAI.
  case jsonSchema = "json_schema"
  /// `response_format` of type `json_object`: JSON, of whatever shape.
  case jsonObject = "json_object"
  /// Nothing is sent; the prompt asks, and ``StructuredReply`` looks for the JSON.
  case plain

  /// What to try with a server that does not know this; nil after the last.
  public var next: StructureMode? {
    switch self {
    case .limitedSchema: .jsonSchema
    case .jsonSchema: .jsonObject
    case .jsonObject: .plain
    case .plain: nil
    }
  }
}

/// The shape that a reply should have.
///
/// Strict servers want every property required and no additional ones. The limits on numbers and
/// lengths steer a model; they are not checked here: what is too much or too little is for rules.
public struct ResponseSchema: Sendable, Hashable {
  /// At most 64 letters, digits, `_` and `-`.
  public var name: String
  /// The JSON Schema.
  public var schema: JSON

  /// A schema called `name`.
  public init(name: String, schema: JSON) {
    self.name = name
    self.schema = schema
  }

  /// The fields that ask for this by `mode`.
  func fields(_ mode: StructureMode) -> JSON {
    switch mode {
    case .limitedSchema: format(schema)
    case .jsonSchema: format(JSONSchema.withoutLimits(schema))
    case .jsonObject: ["response_format": ["type": "json_object"]]
    case .plain: [:]
    }
  }

  private func format(_ schema: JSON) -> JSON {
    [
      "response_format": [
        "type": "json_schema",
        "json_schema": ["name": .string(name), "strict": true, "schema": schema],
      ]
    ]
  }
}

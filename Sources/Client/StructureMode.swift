public import Base

/// The ways to ask a server for JSON, best first.
public enum StructureMode: String, Sendable, Hashable, CaseIterable {
  /// `response_format` with the schema: the server lets nothing else through.
  case jsonSchema = "json_schema"
  /// `response_format` of type `json_object`: JSON, of whatever shape.
  case jsonObject = "json_object"
  /// Nothing is sent; the prompt asks, and ``StructuredReply`` looks for the JSON.
  case plain

  /// What to try with a server that does not know this; nil after the last.
  public var next: StructureMode? {
    switch self {
    case .jsonSchema: .jsonObject
    case .jsonObject: .plain
    case .plain: nil
    }
  }
}

/// The shape that a reply should have.
///
/// Strict servers want every property required, no additional ones, and no limits on numbers or
/// lengths; ``JSONSchema`` checks the reply again here.
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
    case .jsonSchema:
      [
        "response_format": [
          "type": "json_schema",
          "json_schema": ["name": .string(name), "strict": true, "schema": schema],
        ]
      ]
    case .jsonObject: ["response_format": ["type": "json_object"]]
    case .plain: [:]
    }
  }
}

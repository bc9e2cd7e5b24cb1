public import Base
internal import Client
internal import Engine
internal import Store

/// The shape that a user wants replies in, by a JSON Schema, and how such a reply becomes an artifact.
///
/// A property called like the artifact (`question`, or `answer`) is its text, and the others are its
/// attributes, so that `input` and `system` mean what they mean elsewhere. Without one the reply as
/// a whole is the text.
public struct ReplyShape: Sendable {
  let schema: ResponseSchema

  /// The shape that the JSON Schema `schema` describes.
  ///
  /// - Throws: ``PromptError`` for anything but the schema of an object.
  public init(_ schema: JSON) throws(PromptError) {
    guard schema["type"]?.string == "object", schema["properties"]?.object != nil else {
      throw PromptError(
        "the schema describes no object: give a JSON Schema with \"type\": \"object\" and "
          + "\"properties\"")
    }
    self.schema = ResponseSchema(name: "reply", schema: schema)
  }

  /// The text and the attributes of an artifact of `kind` that `object` is.
  func parts(
    _ object: JSON, of kind: Kind
  ) throws(UnreadableReply) -> (text: String, attributes: JSON) {
    guard schema.schema["properties"]?[kind.rawValue] != nil else { return (object.text, [:]) }
    let text = (object[kind.rawValue]?.string ?? "").trimmed
    guard !text.isEmpty else {
      throw UnreadableReply("the reply's \(kind.rawValue) is empty", failure: .empty)
    }
    return (text, object.setting(kind.rawValue, nil))
  }
}

extension ReplyShape? {
  /// The text and the attributes of an artifact of `kind` that was read; free text has no attributes.
  func parts(
    _ reading: Reading, of kind: Kind
  ) throws(UnreadableReply) -> (text: String, attributes: JSON) {
    guard let self else { return (reading.content.trimmed, [:]) }
    return try self.parts(reading.object, of: kind)
  }

  /// What makes another question of it.
  var settings: [(String, JSON)] { map { [("schema", $0.schema.schema)] } ?? [] }
}

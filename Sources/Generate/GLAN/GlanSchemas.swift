internal import Base
internal import Client

/// The shapes that GLAN's stages ask for, as JSON Schema.
///
/// Limits keep a weak model under a grammar from listing without end; servers that know no limits
/// ignore them or are asked in another way.
enum GlanSchemas {
  static func subjects(count: Int) -> ResponseSchema {
    ResponseSchema(
      name: "subjects",
      schema: object([
        "subjects": list(
          object([
            "name": text(80), "level": ["type": "integer"], "subtopics": list(text(80), 1, 6),
          ]), 1, count)
      ]))
  }

  static func syllabus(sessions: Int, concepts: Int) -> ResponseSchema {
    ResponseSchema(
      name: "syllabus",
      schema: object([
        "description": text(400), "objectives": list(text(160), 1, 5),
        "sessions": list(
          object([
            "name": text(80), "description": text(240),
            "concepts": list(text(80), 1, concepts),
          ]), 1, sessions),
      ]))
  }

  static func questions(count: Int) -> ResponseSchema {
    ResponseSchema(
      name: "questions", schema: object(["questions": list(["type": "string"], 1, count)]))
  }

  private static func object(_ properties: KeyValuePairs<String, JSON>) -> JSON {
    [
      "type": "object",
      "properties": .object(properties.map { JSON.Member($0.key, $0.value) }),
      "required": JSON(properties.map(\.key)), "additionalProperties": false,
    ]
  }

  private static func list(_ items: JSON, _ least: Int, _ most: Int) -> JSON {
    ["type": "array", "items": items, "minItems": JSON(least), "maxItems": JSON(max(least, most))]
  }

  private static func text(_ most: Int) -> JSON {
    ["type": "string", "minLength": 1, "maxLength": JSON(most)]
  }
}

internal import Base
internal import Client

/// The shapes that GLAN's stages ask for, as JSON Schema.
///
/// The limits keep a weak model under a grammar from listing without end. They hold for no reply:
/// what is too much is dropped by rule `limit`, and less is less.
enum GlanSchemas {
  static func fields(count: Int) -> ResponseSchema {
    ResponseSchema(name: "fields", schema: object(["fields": list(text(3, 60), count...count)]))
  }

  static func taxonomy(subfields: Int, disciplines: Int) -> ResponseSchema {
    ResponseSchema(
      name: "taxonomy",
      schema: object([
        "subfields": list(
          object([
            "name": text(3, 60), "disciplines": list(text(3, 60), disciplines...disciplines),
          ]), subfields...subfields)
      ]))
  }

  static func subjects(_ count: ClosedRange<Int>) -> ResponseSchema {
    ResponseSchema(
      name: "subjects",
      schema: object([
        "subjects": list(
          object([
            "name": text(3, 60), "level": ["type": "integer", "minimum": 100, "maximum": 900],
            "subtopics": list(text(3, 60), 2...6),
          ]), count)
      ]))
  }

  static func syllabus(
    sessions: ClosedRange<Int>, concepts: ClosedRange<Int>
  ) -> ResponseSchema {
    ResponseSchema(
      name: "syllabus",
      // Concepts come before prose: a weak model goes on in the manner of what it wrote last.
      schema: object([
        "sessions": list(
          object([
            "name": text(3, 60), "concepts": list(text(3, 40), concepts),
            "description": text(10, 200),
          ]), sessions),
        "objectives": list(text(5, 160), 1...5), "description": text(10, 400),
      ]))
  }

  static func questions(count: Int) -> ResponseSchema {
    ResponseSchema(
      name: "questions", schema: object(["questions": list(text(10, 2000), count...count)]))
  }

  private static func object(_ properties: KeyValuePairs<String, JSON>) -> JSON {
    [
      "type": "object",
      "properties": .object(properties.map { JSON.Member($0.key, $0.value) }),
      "required": JSON(properties.map(\.key)), "additionalProperties": false,
    ]
  }

  private static func list(_ items: JSON, _ count: ClosedRange<Int>) -> JSON {
    [
      "type": "array", "items": items, "minItems": JSON(count.lowerBound),
      "maxItems": JSON(count.upperBound),
    ]
  }

  private static func text(_ least: Int, _ most: Int) -> JSON {
    ["type": "string", "minLength": JSON(least), "maxLength": JSON(most)]
  }
}

import Base
import Client
import Testing

@Suite struct JSONSchemaTests {
  private let schema: JSON = [
    "type": "object", "required": ["name", "sessions"], "additionalProperties": false,
    "properties": [
      "name": ["type": "string", "minLength": 2, "maxLength": 5],
      "level": ["type": ["integer", "null"], "minimum": 1, "maximum": 9],
      "kind": ["enum": ["a", 1.0, ["x": 1, "y": 2]]],
      "sessions": [
        "type": "array", "minItems": 1, "maxItems": 2,
        "items": ["type": "object", "required": ["title"], "properties": ["title": [:]]],
      ],
    ],
  ]

  private func problems(_ text: String) throws -> [String] {
    JSONSchema.problems(try JSON(parsing: text), schema)
  }

  @Test(arguments: [
    #"{"name":"Waves","sessions":[{"title":1}]}"#,
    #"{"name":"éé","sessions":[{"title":1,"more":2}],"level":null,"kind":1}"#,
    #"{"name":"ab","sessions":[{"title":1}],"level":9.0,"kind":{"y":2,"x":1}}"#,
  ])
  func `what fits has no problems`(_ text: String) throws {
    #expect(try problems(text) == [])
  }

  @Test(arguments: [
    ("[]", ["the reply is array, not object"]),
    ("{}", ["name is missing", "sessions is missing"]),
    (
      #"{"name":"a","sessions":[],"x":1}"#,
      [
        "name has 1 characters, fewer than 2", "sessions has 0 items, fewer than 1",
        "x is not asked for",
      ]
    ),
    (
      #"{"name":"ab","sessions":[{"title":1},{"t":1}],"level":1.5,"kind":2}"#,
      [
        "sessions[1].title is missing", "level is number, not integer or null",
        #"kind is none of "a", 1, {"x":1,"y":2}"#,
      ]
    ),
    (
      #"{"name":"abcdef","sessions":[{"title":1},{"title":1},7],"level":10}"#,
      [
        "name has 6 characters, more than 5", "sessions has 3 items, more than 2",
        "sessions[2] is number, not object", "level is above 9",
      ]
    ),
  ])
  func `each problem names its place`(_ text: String, _ expected: [String]) throws {
    #expect(try problems(text) == expected)
  }

  @Test func `a large value that is wrong everywhere has a few problems only`() throws {
    let value = JSON.array((0..<50_000).map { JSON($0) })
    let schema: JSON = ["items": ["type": "string"]]
    #expect(JSONSchema.problems(value, schema).count == 20)
  }
}

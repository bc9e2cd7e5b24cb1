import Base
import Client
import TestSupport
import Testing

@Suite struct StructuredReplyTests {
  @Test(arguments: [
    #"{"a":1}"#,
    "  {\"a\":1}\n",
    "Sure! Here it is:\n```json\n{\"a\":1}\n```\nAnything else?",
    "```\n{\"a\":1}\n```",
    "Use {braces} and {\"so on: {\"a\":1} — done }",
    "First { not this } then {\"a\":1}{\"b\":2}",
    "<answer>{\"a\":1}</answer>",
    "```json\n{\"a\":1}",
    "```python\nprint({})\n```\n```json\n{\"a\":1}\n```",
    "{{\"a\":1}}",
  ])
  func `the object is found`(_ text: String) throws {
    #expect(try StructuredReply.object(in: text).text == #"{"a":1}"#)
  }

  @Test func `braces, quotes and fences inside of strings do not count`() throws {
    let object = JSON.object([.init("code", "```\n} \" \\ {\n```"), .init("n", [["x": 1]])])
    #expect(try StructuredReply.object(in: "So: \(object.text)!") == object)
    #expect(try StructuredReply.object(in: "```json\n\(object.text)\n```") == object)
  }

  @Test func `an array is found whole or fenced`() throws {
    #expect(try StructuredReply.object(in: "[1,2]").text == "[1,2]")
    #expect(try StructuredReply.object(in: "So:\n```json\n[{\"a\":1}]\n```").text == #"[{"a":1}]"#)
  }

  @Test(arguments: ["", "words", "7", "\"text\"", "{", "{\"a\":", "```json\n```", "{'a':1}"])
  func `where there is none a sentence says so`(_ text: String) {
    #expect(throws: StructuredReplyError.self) { try StructuredReply.object(in: text) }
  }

  @Test(arguments: ["{", "{\"", "{\"a\":", "[{\"a\":[", "```\n", "{\"a\"}", "\\\"{\""])
  func `hostile text is given up, not hung on`(_ part: String) {
    let text = String(repeating: part, count: 100_000 / part.utf8.count)
    #expect(throws: StructuredReplyError.self) { try StructuredReply.object(in: text) }
  }

  @Test func `whatever surrounds an object, it is found again`() throws {
    var random = SplitMix64(seed: 7)
    for round in 0..<300 {
      let letters = (0..<8).map { _ in "\"\\{}[]`\n aé\u{2028}".randomElement(using: &random) ?? "a"
      }
      let object = JSON.object([.init("k", .string(String(letters))), .init("n", JSON(round))])
      let words = String(repeating: "so it goes, ", count: Int.random(in: 0..<9, using: &random))
      #expect(try StructuredReply.object(in: words + object.text + words) == object)
    }
  }
}

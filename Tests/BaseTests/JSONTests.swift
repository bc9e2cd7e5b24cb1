import Base
import Testing

@Suite struct JSONTests {
  @Test(arguments: [
    #"{"a":1.50,"b":[true,false,null],"c":{"d":"é\n\"\\"}}"#, "[]", "{}", #""""#, "-0",
    "10000000000000000000000", "1e-7",
  ])
  func `writing what was parsed gives the same text`(_ text: String) throws {
    #expect(try JSON(parsing: text).text == text)
  }

  @Test(arguments: [
    "", "{", "[1,]", #"{"a"}"#, "01", "1.", "+1", "nul", #""a"#, #""\x""#, #""\ud800""#, "1 2",
    "[\"\u{1}\"]", #"{"a":1,}"#, "\u{FEFF}1",
  ])
  func `text that is not JSON is refused`(_ text: String) {
    #expect(throws: JSONError.self) { try JSON(parsing: text) }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: JSONError.self) { try JSON(parsing: [0x22, 0xFF, 0x22] as [UInt8]) }
  }

  @Test func `nesting beyond 512 levels is refused, not a crash`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONError.self) { try JSON(parsing: deep) }
  }

  @Test func `surrogate pairs, NUL and line separators survive`() throws {
    let text = "\u{1F600}\0\u{2028}\u{2029}\u{85}\u{7F}"
    let written = JSON.string(text).text
    #expect(written == "\"\u{1F600}\\u0000\\u2028\\u2029\\u0085\\u007f\"")
    #expect(try JSON(parsing: written).string == text)
    #expect(try JSON(parsing: #""\ud83d\ude00""#).string == "\u{1F600}")
  }

  @Test func `every escape is found wherever it stands`() throws {
    let signs = [
      "a", "é", "日", "\u{2027}", "\u{2028}", "\u{2029}", "\u{84}", "\u{85}", "\"", "\\", "\0", "\n",
    ]
    for length in 0...40 {
      for (place, sign) in zip(0...length, (signs + signs + signs + signs)) {
        let before = String(repeating: "x", count: place)
        let after = String(repeating: "y", count: length - place)
        let text = before + sign + after
        let written = JSON.string(text).text
        #expect(Array(try JSON(parsing: written).string?.utf8 ?? "".utf8) == Array(text.utf8))
        let raw: [Unicode.Scalar] = ["\u{2028}", "\u{2029}", "\u{85}", "\0", "\n"]
        #expect(!written.unicodeScalars.contains { raw.contains($0) })
      }
    }
  }

  @Test func `the last of repeated names wins, in few or many members`() throws {
    #expect(try JSON(parsing: #"{"a":1,"b":2,"a":3}"#).text == #"{"a":3,"b":2}"#)
    let many = (0..<40).map { "\"n\($0 % 20)\":\($0)" }.joined(separator: ",")
    let parsed = try JSON(parsing: "{\(many)}")
    #expect(parsed.object?.count == 20)
    #expect(parsed["n3"]?.int == 23)
  }

  @Test func `the canonical form orders names at every level`() throws {
    let value = try JSON(parsing: #"{"b":1,"a":[{"d":1,"c":2}]}"#)
    #expect(value.canonical.text == #"{"a":[{"c":2,"d":1}],"b":1}"#)
  }

  @Test func `numbers are read as whole numbers only when they are`() throws {
    #expect(try JSON(parsing: "7").int == 7)
    #expect(try JSON(parsing: "7.0").int == 7)
    #expect(try JSON(parsing: "7.5").int == nil)
    #expect(JSON(0.7).text == "0.7")
    #expect(JSON(1.0).text == "1")
  }
}

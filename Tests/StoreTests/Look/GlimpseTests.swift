import Base
import Testing

@testable import Store

@Suite struct GlimpseTests {
  @Test(arguments: [
    "a\u{0}b", "\u{0}", "", String(repeating: "\u{0}", count: 500),
    String(repeating: "é末🏳️‍🌈", count: 100), "x" + String(repeating: "🏳", count: 400),
  ]) func `shows the first 400 characters, a NUL among them`(_ text: String) throws {
    let connection = try TemporaryFile().connection
    let id = try connection.add(.question, text).id
    let shown = try connection.knownGlimpse(id).text
    #expect(Array(shown.unicodeScalars) == Array(text.unicodeScalars.prefix(400)))
  }
}

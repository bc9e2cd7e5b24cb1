import Testing

@testable import Store

@Suite struct TimestampTests {
  @Test func `a time is ISO-8601 in UTC, as SQLite reads it`() throws {
    let now = timestamp()
    #expect(now.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    let age = try TemporaryFile().connection.int(
      "SELECT abs(julianday('now') - julianday(?)) * 86400 > 60", [.text(now)])
    #expect(age == 0)
  }
}

import Testing

@testable import seedbed

@Suite struct WatchTests {
  @Test func `progress has a rate and the time that is left`() {
    let line = { Watch.line("compared", $0, of: 1000, "rows", after: .seconds(2)) }
    #expect(line(500) == "compared 500 of 1000 rows, 250 a second, 2 s left")
    #expect(line(1000) == "compared 1000 of 1000 rows, 500 a second, 0 s left")
    #expect(line(0) == "compared 0 of 1000 rows")
  }
}

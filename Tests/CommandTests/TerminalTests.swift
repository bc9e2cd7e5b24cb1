import Testing

@testable import seedbed

@Suite struct TerminalTests {
  @Test(arguments: [
    (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false),
    (true, ["NO_COLOR": ""], true), (true, ["TERM": "dumb"], false),
    (false, ["CLICOLOR_FORCE": "1"], true), (false, ["CLICOLOR_FORCE": "0"], false),
    (true, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
  ])
  func `colours follow the environment`(
    _ isTerminal: Bool, _ environment: [String: String], _ allowed: Bool
  ) {
    #expect(Terminal.allowsColours(isTerminal: isTerminal, environment: environment) == allowed)
  }

  @Test func `the width is COLUMNS, then what was measured, then 80`() {
    #expect(Terminal.width(environment: ["COLUMNS": "44"], measured: 100) == 44)
    #expect(Terminal.width(environment: ["COLUMNS": "wide"], measured: 100) == 100)
    #expect(Terminal.width(environment: [:], measured: nil) == 80)
  }
}

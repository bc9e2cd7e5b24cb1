import Testing

@testable import Store

@Suite struct StandingTests {
  @Test func `computing everything anew repairs what was changed by hand`() throws {
    let file = try TemporaryFile()
    let connection = file.connection
    try connection.fillOneOfEach()
    let before = try connection.standingDump()
    try connection.execute(
      """
      UPDATE standing SET status = 'stale', decision_id = NULL,
        chosen = (kind = 'answer' AND NOT chosen)
      """)
    try connection.refreshStanding()
    #expect(try connection.standingDump() == before)
  }

  @Test func `a long chain is followed to its end`() throws {
    let file = try TemporaryFile()
    let connection = file.connection
    var last = try connection.add(.question, "0?")
    let first = last
    for turn in 1..<40 {
      let answer = try connection.add(.answer, "\(turn)!", [.stored(.question, last)])
      last = try connection.add(.question, "\(turn)?", [.stored(.follows, answer)])
    }
    let run = try connection.screen("filter", [DecisionDraft(.drop, first.id)])
    #expect(try connection.int("SELECT count(*) FROM standing WHERE status = 'dropped'") == 79)
    try connection.undo(run: run)
    #expect(try connection.int("SELECT count(*) FROM standing WHERE status = 'live'") == 79)
  }
}

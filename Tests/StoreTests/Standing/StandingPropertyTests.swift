import Base
import TestSupport
import Testing

@testable import Store

@Suite struct StandingPropertyTests {
  @Test(arguments: Effort.seeds(32, long: 1000))
  func `after any change the standing is what the facts say`(_ seed: UInt64) throws {
    let file = try TemporaryFile()
    var history = RandomHistory(file.connection, seed: seed)
    for step in 0..<60 {
      let what = try history.step()
      let place: Comment = "seed \(seed), step \(step): \(what)"
      try expectStandingOfFacts(file.connection, place)
      try expectFunnelAddsUp(file.connection, place)
      let before = try file.connection.standingDump()
      try file.connection.transaction { try file.connection.refreshStanding() }
      #expect(try file.connection.standingDump() == before, place)
    }
    #expect(try file.connection.table("PRAGMA foreign_key_check").isEmpty)
    #expect(
      try file.connection.int("SELECT count(*) FROM lineage WHERE parent_id >= child_id") == 0)
  }

  @Test(arguments: UInt64(100)...115)
  func `undoing the last run restores every row of the standing`(_ seed: UInt64) throws {
    let file = try TemporaryFile()
    var history = RandomHistory(file.connection, seed: seed)
    for step in 0..<40 {
      _ = try history.step()
      let before = try file.connection.standingDump()
      let run = try history.screen()
      try file.connection.transaction { try file.connection.undo(run: run) }
      #expect(try file.connection.standingDump() == before, "seed \(seed), step \(step)")
    }
  }

  private func expectStandingOfFacts(_ connection: Connection, _ place: Comment) throws {
    var stored: [Int: NaiveStanding.Outcome] = [:]
    try connection.forEachRow(
      "SELECT artifact_id, status, decision_id, chosen, dropped_by FROM standing"
    ) {
      stored[$0.int(0)] = .init(
        status: $0.text(1), decision: $0.optionalInt(2), isChosen: $0.int(3) == 1,
        droppedBy: $0.optionalText(4))
      return true
    }
    let expected = try NaiveStanding(connection).outcomes()
    for id in Set(stored.keys).union(expected.keys).sorted() where stored[id] != expected[id] {
      let found = "\(String(describing: stored[id])), not \(String(describing: expected[id]))"
      Issue.record("\(place): artifact \(id) is \(found)")
    }
  }

  private func expectFunnelAddsUp(_ connection: Connection, _ place: Comment) throws {
    let wrong = try connection.rows(
      """
      SELECT kind FROM funnel GROUP BY kind HAVING count(DISTINCT made) > 1
        OR made <> superseded + rejected + stale + sum(dropped_first) + left
      """
    ) { $0.text(0) }
    #expect(wrong == [], place)
    let made = "SELECT kind, count(*) FROM artifact GROUP BY kind ORDER BY kind"
    #expect(
      try connection.table("SELECT DISTINCT kind, made FROM funnel ORDER BY kind")
        == connection.table(made), place)
    let dropped = "SELECT kind, rule, dropped_by FROM funnel WHERE dropped_by > 0 ORDER BY 1, 2"
    let drops =
      "SELECT kind, rule, count(DISTINCT artifact_id) FROM drops GROUP BY 1, 2 ORDER BY 1, 2"
    #expect(try connection.table(dropped) == connection.table(drops), place)
  }
}

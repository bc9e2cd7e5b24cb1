import Base
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct VerificationTests {
  @Test(arguments: Effort.seeds(8, long: 300))
  func `whatever was done, nothing is wrong`(_ seed: UInt64) throws {
    let file = try TemporaryFile()
    var history = RandomHistory(file.connection, seed: seed)
    for _ in 0..<60 { _ = try history.step() }
    let verification = try file.connection.verification()
    #expect(verification.isClean, "seed \(seed): \(verification.checks.flatMap(\.faults))")
  }

  /// A change behind Seedbed's back, and what is said of it.
  struct Damage: Sendable, CustomTestStringConvertible {
    let sql: String
    let sentence: String
    var testDescription: String { sql }
  }

  static let damages = [
    Damage(
      sql: "UPDATE artifact SET text = 'What else?' WHERE id = 9",
      sentence: "artifact 9 has the key"),
    Damage(
      sql: "UPDATE artifact SET attributes = '{\"position\":2}' WHERE id = 6",
      sentence: "artifact 6 has the key"),
    Damage(
      sql: "UPDATE lineage SET role = 'aunt' WHERE child_id = 9 AND role = 'concept'",
      sentence: "artifact 9 has a parent in the role aunt, which no table knows"),
    Damage(
      sql: "UPDATE artifact SET version = 3 WHERE id = 2",
      sentence: "the item of artifact 2 has 1 versions, numbered from 3 to 3"),
    Damage(
      sql: "UPDATE artifact SET call_id = NULL WHERE kind = 'answer'",
      sentence: "comes from a request that is not there"),
    Damage(
      sql: "UPDATE artifact SET origin = '[\"imported\",\"s\",\"1\"]' WHERE id = 1",
      sentence: "artifact 1 was imported, but its id in s is not there"),
    Damage(
      sql: "UPDATE artifact SET origin = '[]' WHERE id = 1",
      sentence: "artifact 1 has an unknown origin"),
    Damage(
      sql: "UPDATE unit SET state = 'done' WHERE state = 'unfinished'",
      sentence: "is done, but none of its calls was usable"),
    Damage(
      sql: "UPDATE unit SET state = 'unusable', class = NULL WHERE state = 'unfinished'",
      sentence: "is unusable, but nothing says why"),
    Damage(
      sql: "UPDATE screening SET state = 'superseded' WHERE rule = 'dedup'",
      sentence: "(dedup) is superseded, but the next full one of its scope is none"),
    Damage(
      sql: "UPDATE plan SET seed = 99", sentence: "plan 1 has the key"),
    Damage(
      sql: "UPDATE unit SET key = hex(zeroblob(16)) WHERE state = 'unfinished'",
      sentence: "unit 2 has the key 00000000000000000000000000000000, which is not that of"),
    Damage(sql: "UPDATE unit SET ordinal = 7 WHERE id = 1", sentence: "unit 1 has the key"),
    Damage(
      sql: "UPDATE plan_stage SET stage = 'replies'",
      sentence: "unit 1 is of the stage answers, which its plan does not have"),
    Damage(
      sql: "INSERT INTO piece (hash, text) VALUES ('00000000000000000000000000000000', 'x')",
      sentence: "piece 1 has a hash that is not of its text"),
    Damage(
      sql: "UPDATE call SET request = '[\"{}?\"]'",
      sentence: "call 1 has a fingerprint that is not of its request"),
    Damage(
      sql: "UPDATE standing SET status = 'dropped' WHERE artifact_id = 2",
      sentence: "artifact 2 is stored as dropped, but is live"),
    Damage(
      sql: "DELETE FROM standing WHERE artifact_id = 2",
      sentence: "artifact 2 is a head without a row in standing"),
    Damage(
      sql: "UPDATE tally SET heads = 9 WHERE kind = 'question' AND status = 'live'",
      sentence: "tally says that 9 heads of kind question are live, which they are not"),
    Damage(
      sql: "DELETE FROM tally WHERE rule = 'dedup'",
      sentence: "that are dropped by dedup, which tally does not say"),
    Damage(
      sql: "UPDATE drop_tally SET heads = 9 WHERE rule = 'dedup'",
      sentence: "drop_tally says that dedup drops 9 heads of kind question, which it does not"),
    Damage(
      sql: "DELETE FROM drop_tally",
      sentence: "dedup drops 1 heads of kind question, which drop_tally does not say"),
    Damage(
      sql: "UPDATE standing SET dropped_by = NULL",
      sentence: "but is dropped, conversation 11, turn 1, decision 1, dropped by [\"dedup\"]"),
    Damage(
      sql: "UPDATE standing SET subject_id = NULL WHERE kind = 'answer'", sentence: "subject 4"),
    Damage(
      sql: "PRAGMA foreign_keys = 0; DELETE FROM call",
      sentence: "artifact 10 refers to a row of call that is not there"),
  ]

  @Test(arguments: damages)
  func `a change behind its back is found and named`(_ damage: Damage) throws {
    let connection = try TemporaryFile().connection
    try connection.fillOneOfEach()
    #expect(try connection.verification().isClean)
    try connection.executeScript("DROP TRIGGER artifact_is_fixed; " + damage.sql)
    let faults = try connection.verification().checks.flatMap(\.faults)
    #expect(faults.contains { $0.contains(damage.sentence) }, "\(faults)")
  }

  @Test func `a file that is cut within its last page is found`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("a.db")
    do {
      let connection = try Schema.open(path, .readWrite)
      // So that the last page is none of the schema's, without which nothing can be read.
      for number in 0..<500 { _ = try connection.somePlan("\(number)") }
    }
    #expect(try Schema.open(path, .readOnly).verification().isClean)
    let size = try #require(FileHeader(path)).size
    #expect(truncate(path, size - 1) == 0)
    let verification = try Schema.open(path, .readOnly).verification()
    #expect(verification.checks[0].faults.contains { $0.contains("ends within a page") })
  }

  @Test func `drops that lean on a row that is out are counted and no fault`() throws {
    let connection = try TemporaryFile().connection
    let (first, second) = (try connection.add(.question, "a"), try connection.add(.question, "b"))
    try connection.screen("dedup", [DecisionDraft(.drop, second.id, witness: first.id)])
    #expect(try connection.verification().leaningDrops == 0)
    try connection.screen("person", [DecisionDraft(.reject, first.id)], isIncremental: true)
    let verification = try connection.verification()
    #expect(verification.leaningDrops == 1)
    #expect(verification.isClean)
  }

  @Test func `of many faults a few are told and all are counted`() throws {
    let connection = try TemporaryFile().connection
    for number in 0..<50 { try connection.add(.question, "\(number)", line: number) }
    try connection.execute("DELETE FROM standing")
    let check = try #require(try connection.verification().checks.first { $0.count > 0 })
    #expect(check.faults.count <= Verification.mostFaults)
    #expect(try connection.verification().checks.map(\.count).max() == 50)
  }
}

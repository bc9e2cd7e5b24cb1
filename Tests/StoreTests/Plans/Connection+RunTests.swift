import Base
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct RunTests {
  let file = try? TemporaryFile()

  /// A run of a process that was killed: a `sleep`, found out about while it lived.
  private func deadRun(_ connection: Connection) throws -> Int {
    let process = try Spawned("/bin/sleep", ["60"])
    let identity = ProcessIdentity(of: process.id)
    #expect(identity.isAlive)
    process.send(SIGKILL)
    process.wait()
    #expect(!identity.isAlive)
    let run = try connection.beginRun("killed", tool: "0")
    try connection.execute(
      "UPDATE run SET process = ? WHERE id = ?", [.text(identity.text), .integer(run)])
    return run
  }

  private func lease(_ connection: Connection) throws -> Int {
    try connection.int("SELECT lease_run_id FROM plan")
  }

  @Test func `a second run is refused while the first one's process lives`() throws {
    let connection = try #require(file).connection
    let plan = try connection.somePlan()
    let first = try connection.beginRun("generate glan a.db", tool: "0")
    let second = try connection.beginRun("generate glan a.db", tool: "0")
    try connection.lease(plan: plan, to: first)
    try connection.lease(plan: plan, to: first)
    let error = #expect(throws: StoreError.self) { try connection.lease(plan: plan, to: second) }
    #expect(
      error?.description
        == "run 1 is working on the same plan (generate glan a.db): wait for it to end")
    #expect(try lease(connection) == first)
  }

  @Test func `the lease of a killed process is taken over`() throws {
    let connection = try #require(file).connection
    let plan = try connection.somePlan()
    let dead = try deadRun(connection)
    try connection.lease(plan: plan, to: dead)
    let run = try connection.beginRun("again", tool: "0")
    try connection.lease(plan: plan, to: run)
    #expect(try lease(connection) == run)
    #expect(
      try connection.table("SELECT id, state, plan_id FROM run ORDER BY id") == [
        [.integer(dead), "interrupted", .integer(plan)],
        [.integer(run), "running", .integer(plan)],
      ])
  }

  @Test func `a run that ends gives its lease back`() throws {
    let connection = try #require(file).connection
    let plan = try connection.somePlan()
    let first = try connection.beginRun("first", tool: "0")
    try connection.lease(plan: plan, to: first)
    try connection.endRun(first, .incomplete, figures: ["units": 3])
    #expect(
      try connection.table("SELECT state, figures, ended_at IS NULL FROM run") == [
        ["incomplete", #"{"units":3}"#, 0]
      ])
    let second = try connection.beginRun("second", tool: "0")
    try connection.lease(plan: plan, to: second)
    #expect(try lease(connection) == second)
    #expect(try connection.text("SELECT state FROM run WHERE id = 1") == "incomplete")
  }

  @Test func `two plans may be worked on at once`() throws {
    let connection = try #require(file).connection
    let plans = try ["a", "b"].map { try connection.somePlan($0) }
    for plan in plans {
      try connection.lease(plan: plan, to: try connection.beginRun("run", tool: "0"))
    }
    #expect(try connection.int("SELECT count(lease_run_id) FROM plan") == 2)
  }
}

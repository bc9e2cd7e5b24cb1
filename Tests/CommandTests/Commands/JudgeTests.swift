import Base
import Foundation
import Store
import Testing

@testable import seedbed

@Suite struct JudgeTests {
  private let box: Sandbox

  init() async throws {
    box = try Sandbox()
    try await box.write(Garden.plant)
  }

  private func statuses() async throws -> [String] {
    let store = try await Store(path: box.path, mode: .readOnly)
    return try await store.read { connection in
      try connection.rows(
        "SELECT artifact_id || ' ' || status FROM standing WHERE status <> 'live' ORDER BY 1"
      ) { $0.text(0) }
    }
  }

  @Test func `a reject takes along what was made from it, undo brings it back`() async throws {
    let reject = await box.run("reject", "3", "--why", "too easy")
    #expect(
      reject.talk
        == """
        run 1: rejected 1, changed 10
          answer: 2 from live to rejected
          concept: 2 from live to rejected
          question: 3 from live to rejected
          session: 1 from live to rejected
          subject: 1 from live to rejected
          syllabus: 1 from live to rejected

        """)
    #expect(try await box.int("SELECT count(*) FROM examples") == 0)
    let undo = await box.run("undo", "1")
    #expect(undo.talk.hasPrefix("run 2: undone run 1, changed 10\n"))
    #expect(try await statuses() == [])
    #expect(
      await box.run("undo", "1").talk
        == "seedbed: run 1 is undone already: there is nothing to undo\n")
  }

  @Test func `accept brings back what a rule dropped`() async throws {
    try await box.write(Garden.dedup)
    #expect(try await statuses() == ["12 dropped", "9 dropped"])
    let result = await box.run("accept", "9", "--json", "--quiet")
    #expect(
      result.out == """
        {"run":2,"accepted":1,"changed":2,"changes":[\
        {"kind":"answer","from":"dropped","to":"live","count":1},\
        {"kind":"question","from":"dropped","to":"live","count":1}]}

        """)
    #expect(try await statuses() == [])
  }

  @Test func `a condition picks the rows of a kind`() async throws {
    _ = await box.run("reject", "--where", "text LIKE '%orbital%'")
    #expect(try await statuses().count == 4)
    _ = await box.run("reject", "--kind", "answer", "--where", "question_id = 10 OR 1")
    #expect(try await box.int("SELECT count(*) FROM decision") == 4)
    #expect(
      try await box.int("SELECT count(*) FROM screening WHERE scope = '{\"kind\":\"answer\"}'")
        == 1)
  }

  @Test func `down follows every role`() async throws {
    try await box.write { connection in
      let parent = try #require(try connection.artifact(8)).reference
      let draft = Draft(
        .question, "Harder?", parents: [.stored(.evolvedFrom, parent)],
        origin: .content(occurrence: 0), place: Place(50))
      _ = try connection.insert([draft], Batch(plan: 1, method: "evol-instruct"))
    }
    _ = await box.run("reject", "8", "--dry-run")
    #expect(try await statuses() == [])
    _ = await box.run("reject", "8")
    #expect(try await statuses() == ["11 rejected", "8 rejected"])
    _ = await box.run("undo", "1")
    _ = await box.run("reject", "8", "--down")
    #expect(try await statuses() == ["11 rejected", "13 rejected", "8 rejected"])
  }

  @Test func `a dry run tells what would change and changes nothing`() async throws {
    let before = try await box.int("SELECT count(*) FROM run")
    let result = await box.run("reject", "11", "--dry-run", "--json")
    #expect(
      result.out == """
        {"run":null,"rejected":1,"changed":1,"changes":[\
        {"kind":"answer","from":"live","to":"rejected","count":1}],"dry_run":true}

        """)
    #expect(try await box.int("SELECT count(*) FROM run") == before)
    #expect(try await statuses() == [])
  }

  @Test(arguments: [
    (
      ["reject"], ExitStatus.usage,
      "give IDs, --where or --waiting: seedbed reject DB [ID…] [flags]"
    ),
    (
      ["reject", "8", "--where", "1"], .usage,
      "IDs and --where exclude each other: keep one of them"
    ),
    (["reject", "8", "99"], .failed, "there is no artifact 99: query the view versions for ids"),
    (["accept", "key:ffffffffffffffff"], .failed, "no key begins with ffffffffffffffff"),
    (["undo", "x"], .usage, "RUN \"x\" is no number: see seedbed runs"),
    (["undo", "9"], .failed, "there is no run 9: see seedbed runs"),
  ])
  func `what cannot be done is said and nothing is changed`(
    _ words: [String], _ status: ExitStatus, _ sentence: String
  ) async throws {
    let talk = Recorder()
    let ended = await Program(table: .seedbed, console: .recording(talk: talk))
      .main([words[0], box.path] + words.dropFirst())
    #expect(ended == status)
    #expect(talk.text == "seedbed: \(sentence)\n")
    #expect(try await box.int("SELECT count(*) FROM run") == 0)
    #expect(try await box.int("SELECT count(*) FROM decision") == 0)
  }

  @Test(arguments: ["1) OR 1; DELETE FROM run; --", "txt = 1", "load_extension('x')"])
  func `a condition can only read`(_ condition: String) async throws {
    let result = await box.run("reject", "--where", condition)
    #expect(result.status == .usage || result.status == .failed)
    #expect(try await box.int("SELECT count(*) FROM decision") == 0)
  }

  @Test func `a condition that fits nothing is no run`() async throws {
    let result = await box.run("reject", "--where", "0", "--json")
    #expect(result.talk == "warning: no row fits --where: nothing is changed\n")
    #expect(result.out == #"{"run":null,"rejected":0,"changed":0,"changes":[]}"# + "\n")
    #expect(try await box.int("SELECT count(*) FROM run") == 0)
  }

  @Test func `a missing file is not made`() async throws {
    let other = try Sandbox()
    let result = await other.run("reject", "1")
    #expect(result.talk == "seedbed: there is no database at DB: import or generate makes one\n")
    #expect(!FileManager.default.fileExists(atPath: other.path))
  }
}

import Base
import Foundation
import Store
import TestSupport
import Testing

@testable import seedbed

/// `merge`, `backup` and `verify`, as they are typed.
@Suite struct FileCareTests {
  @Test func `merge says what it brought, and nothing the second time`() async throws {
    let (box, other) = (try Sandbox(), try Sandbox())
    try await box.write { try Garden.plant($0) }
    try await other.write {
      try Garden.plant($0)
      try Garden.dedup($0)
    }
    let rehearsed = await box.run("merge", other.path, "--dry-run", "--json")
    #expect(rehearsed.status == .done)
    #expect(rehearsed.json["decisions"]?.int == 1 && rehearsed.json["dry_run"] == true)
    #expect(try await box.int("SELECT count(*) FROM drops") == 0)
    let merged = await box.run("merge", other.path, "--json")
    #expect(merged.status == .done && merged.json["artifacts"]?.int == 0)
    #expect(merged.talk == "brought: 2 calls, 1 decisions, 1 runs\n")
    #expect(try await box.int("SELECT count(*) FROM drops") == 1)
    let runs = try await box.int("SELECT count(*) FROM run")
    let again = await box.run("merge", other.path)
    #expect(again.status == .done)
    #expect(again.talk == "DB has everything already: nothing is changed\n")
    #expect(try await box.int("SELECT count(*) FROM run") == runs)
  }

  @Test func `merge makes a missing database, but not of one that is missing or its own`()
    async throws
  {
    let (box, other) = (try Sandbox(), try Sandbox())
    let missing = await box.run("merge", other.path)
    #expect(missing.status == .failed && missing.talk.contains("there is no database at"))
    #expect(!FileManager.default.fileExists(atPath: box.path))
    try await other.write { try Garden.plant($0) }
    let rehearsed = await box.run("merge", other.path, "--dry-run")
    #expect(rehearsed.status == .done)
    #expect(!FileManager.default.fileExists(atPath: box.path))
    #expect(await box.run("merge", other.path).status == .done)
    #expect(try await box.int("SELECT count(*) FROM answers") == 2)
    let same = await box.run("merge", box.path)
    #expect(same.status == .usage && same.talk.contains("is the database itself"))
  }

  @Test func `merge refuses while a run works on the other file`() async throws {
    let (box, other) = (try Sandbox(), try Sandbox())
    try await other.write {
      try Garden.plant($0)
      _ = try $0.beginRun("seedbed generate", tool: "0")
      // Process 1 lives as long as the machine.
      let process = try $0.rows("SELECT process FROM run") { $0.text(0) }[0].split(separator: "/")
      let start = try String(contentsOfFile: "/proc/1/stat", encoding: .utf8)
        .split(separator: " ")[21]
      try $0.execute("UPDATE run SET process = ?", [.text("\(process[0])/1/\(start)")])
    }
    let refused = await box.run("merge", other.path)
    #expect(refused.status == .failed && refused.talk.contains("wait for it to end"))
    #expect(!FileManager.default.fileExists(atPath: box.path))
  }

  @Test func `verify lists its checks and exits with 3 if something is wrong`() async throws {
    let box = try Sandbox()
    try await box.write {
      try Garden.plant($0)
      try Garden.dedup($0)
    }
    let clean = await box.run("verify")
    #expect(clean.status == .done, "\(clean.out)")
    #expect(clean.out.hasSuffix("nothing is wrong\n"))
    #expect(clean.out.contains("ok    the funnel adds up"))
    try await box.write {
      try $0.execute("UPDATE standing SET status = 'stale' WHERE artifact_id = 10")
    }
    let wrong = await box.run("verify")
    #expect(wrong.status == .incomplete)
    #expect(wrong.out.contains("artifact 10 is stored as stale, but is live"))
    let json = await box.run("verify", "--json").json
    #expect(json["is_clean"] == false)
    #expect((json["checks"]?.array ?? []).count { $0["faults"]?.int != 0 } == 1)
  }

  @Test func `backup writes a copy that verifies, once`() async throws {
    let box = try Sandbox()
    try await box.write { try Garden.plant($0) }
    let copy = box.folder.file("copy.db")
    let made = await box.run("backup", copy, "--json")
    #expect(made.status == .done && made.json["bytes"]?.int ?? 0 > 4096)
    let store = try await Store(path: copy, mode: .readOnly)
    #expect(try await store.read { try $0.verification().isClean })
    let again = await box.run("backup", copy)
    #expect(again.status == .failed && again.talk.contains("exists already"))
  }
}

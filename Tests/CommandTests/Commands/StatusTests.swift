import Base
import Store
import Testing

@testable import seedbed

@Suite struct StatusTests {
  private let box: Sandbox

  init() async throws {
    box = try Sandbox()
    try await box.write(Garden.plant)
    try await box.write(Garden.dedup)
  }

  @Test func `it counts, adds up, and says what is open`() async throws {
    _ = await box.run("reject", "8")
    let size = bytesInWords(
      try await box.int("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"))
    let seconds = #/ in [\d.]+ s:/#
    #expect(
      await box.run("status").out.replacing(seconds, with: " in 0 s:") == """
        DB: 0 examples, \(size)

        kind        made  live  dropped  stale  rejected  superseded
        ──────────  ────  ────  ───────  ─────  ────────  ──────────
        field          1     1        0      0         0           0
        discipline     1     1        0      0         0           0
        subject        1     1        0      0         0           0
        syllabus       1     1        0      0         0           0
        session        1     1        0      0         0           0
        concept        2     2        0      0         0           0
        question       3     1        1      0         1           0
        answer         2     0        1      0         1           0

        plan  method  pending  done  unfinished  unusable  skipped  worked on by
        ────  ──────  ───────  ────  ──────────  ────────  ───────  ────────────
           1  glan          0     1           0         1        0

        Where rows went:
          question: 3 made - 1 rejected - 1 dropped by dedup = 1 live
          answer: 2 made - 1 rejected - 1 dropped by dedup = 0 live

        Open:
          1 unit got nothing usable: seedbed sample DB --from failures
          1 drop on account of a row that is itself out: run the rule again

        Last run:
          run 2, TIME, done in 0 s: seedbed reject DB 8

        """)
  }

  @Test func `JSON has the same numbers`() async {
    let json = await box.run("status", "--json").json
    #expect(json["examples"] == 1)
    #expect(json["plans"]?[0]?["units"]?["unusable"] == 1)
    #expect(
      json["dropped_first"]?.text == #"""
        [{"kind":"answer","rule":"dedup","count":1},{"kind":"question","rule":"dedup","count":1}]
        """#)
    #expect(json["last_run"]?["figures"]?["dropped"] == 1)
    for kind in json["kinds"]?.array ?? [] {
      let parts = ["superseded", "rejected", "stale", "dropped", "live"]
      #expect(kind["made"]?.int == parts.reduce(0) { $0 + (kind[$1]?.int ?? 0) })
    }
  }

  @Test(arguments: [(999, "999 bytes"), (1500, "1.5 kB"), (1_234_567, "1.2 MB")])
  func `sizes are told in words`(_ count: Int, _ words: String) {
    #expect(bytesInWords(count) == words)
  }
}

@Suite struct RunsTests {
  private let box: Sandbox

  init() async throws {
    box = try Sandbox()
    try await box.write(Garden.plant)
    try await box.write(Garden.dedup)
  }

  @Test func `runs are listed newest first, a killed one as killed`() async throws {
    try await box.write { connection in
      let killed = try connection.beginRun("seedbed generate glan t.db", tool: "0")
      try connection.execute(
        "UPDATE run SET process = 'gone/1/1' WHERE id = ?", [.integer(killed)])
    }
    let rows = await box.run("runs").json
    #expect(rows.array?.compactMap { $0["state"]?.string } == ["killed", "done"])
    #expect(rows[1]?["figures"] == #"{"examined":3,"dropped":1}"#)
    #expect(rows[0]?["seconds"] == JSON.null)
  }

  @Test func `a run of a process that lives is running`() async throws {
    try await box.write { _ = try $0.beginRun("seedbed generate glan t.db", tool: "0") }
    #expect(await box.run("runs", "--limit", "1").json[0]?["state"] == "running")
  }

  @Test func `a table has the key figures in words`() async throws {
    let table = await box.run("runs", "--table").out
    #expect(table.contains("seedbed curate dedup t.db  examined 3, dropped 1\n"))
  }
}

import Base
import TestSupport
import Testing

@Suite struct FaultTests {
  @Test(arguments: [11, 12] as [UInt64])
  func `answers belong to their questions whatever request in between fails`(
    _ seed: UInt64
  ) async throws {
    let bench = try Workbench()
    let faulty = try ModelDouble.teacher { habits in
      habits.faults = { number, request in
        request.method == "POST" ? .byChance(number, share: 1.0 / 3, seed: seed) : nil
      }
    }
    let ended = try await Tool.run(Course.command(bench.database, faulty, "--json"))
    #expect([0, 3].contains(ended.status), "\(ended.talk)")
    try await checkAccounts(bench, ended.json)
    try await checkPairs(bench)
    #expect(
      try await bench.number("SELECT count(*) FROM calls") == faulty.bodies.count)
    let sound = try ModelDouble.teacher()
    let mended = try await Tool.run(Course.command(bench.database, sound, "--retry-unusable"))
    // An ask for subjects that others made up for is not paid again.
    let left = try await bench.column(
      "SELECT DISTINCT stage FROM failures AS f WHERE NOT EXISTS (SELECT 1 FROM units AS u "
        + "WHERE u.parent_id = f.parent_id AND u.stage = f.stage AND u.ordinal = "
        + "(SELECT ordinal FROM units WHERE id = f.unit_id) AND u.state = 'done')")
    #expect(left.allSatisfy { $0 == "subjects" })
    #expect(mended.status == (left.isEmpty ? 0 : 3), "\(mended.talk)")
    #expect(try await checkPairs(bench) == 16)
  }

  /// Every planned unit is in one state, and the counts add up.
  private func checkAccounts(_ bench: Workbench, _ figures: JSON) async throws {
    var planned = 0
    for stage in figures["stages"]?.object ?? [] {
      let counts = ["done", "unusable", "unfinished", "skipped", "pending"]
        .map { stage.value[$0]?.int ?? 0 }
      #expect(stage.value["planned"]?.int == counts.reduce(0, +), "\(stage.name)")
      planned += stage.value["planned"]?.int ?? 0
    }
    #expect(try await bench.number("SELECT count(*) FROM units") == planned)
    #expect(
      try await bench.number("SELECT count(*) FROM units WHERE state = 'pending'") == 0)
    #expect(
      try await bench.number(
        "SELECT count(*) FROM failures WHERE class IS NULL OR message IS NULL") == 0)
  }

  /// Each exported answer names its question; the result is how many there are.
  @discardableResult
  private func checkPairs(_ bench: Workbench) async throws -> Int {
    try await bench.run("export", bench.database, bench.file("out"), "--validation", "0")
    let rows = try bench.lines("out/train.jsonl")
    for row in rows {
      let texts = (row["messages"]?.array ?? []).compactMap { $0["content"]?.string }
      #expect(texts.count == 2 && texts[1].hasPrefix("Answer to [\(texts[0])]"), "\(row.text)")
    }
    return rows.count
  }
}

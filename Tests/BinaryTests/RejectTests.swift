import Base
import TestSupport
import Testing

/// What is rejected after it was exported.
@Suite struct RejectTests {
  @Test func `a rejected subject's rows leave the examples at once, and the next export says so`()
    async throws
  {
    let (bench, double) = (try Workbench(), try ModelDouble.teacher())
    try await bench.run(Course.command(bench.database, double))
    let export = ["export", bench.database, bench.file("out"), "--validation", "0.3"]
    let first = try await bench.run(export)
    #expect(!first.talk.contains("gone"))
    let subject = try await bench.query(
      """
      SELECT s.id, s.key, s.name, count(e.question_id) AS rows FROM subjects AS s
      JOIN standing AS st ON st.subject_id = s.id
      JOIN examples AS e ON e.question_id = st.artifact_id GROUP BY s.id ORDER BY s.id LIMIT 1
      """)[0]
    let (id, name) = (subject["id"]?.int ?? 0, subject["name"]?.string ?? "")
    #expect(subject["rows"] == 4)
    try await bench.run("reject", bench.database, String(id), "--why", "taught elsewhere")
    #expect(try await bench.number("SELECT count(*) FROM examples") == 12)
    #expect(
      try await bench.number(
        "SELECT count(*) FROM examples AS e JOIN standing AS st ON st.artifact_id = e.question_id "
          + "WHERE st.subject_id = \(id)") == 0)

    let planned = try await bench.run(export + ["--dry-run"])
    #expect(planned.talk.contains("gone since export 1: 4 rows"))
    let second = try await bench.run(export + ["--json"])
    #expect(second.talk.contains("gone since export 1: 4 rows"), "\(second.talk)")
    #expect(second.talk.contains("4 with subject "), "\(second.talk)")
    #expect(second.talk.contains(", rejected by a person: taught elsewhere (run 3)"))
    let reason: JSON = [
      "rows": 4, "outcome": "rejected", "rule": "person", "reason": "taught elsewhere", "run": 3,
      "kind": "subject", "key": subject["key"] ?? .null, "text": .string(name),
    ]
    let gone: JSON = ["since_export": 1, "rows": 4, "reasons": .array([reason])]
    #expect(second.json["gone"] == gone)
    let manifest = try JSON(parsing: bench.text("out/manifest.json"))
    #expect(manifest["gone"] == gone)
    let rows = try bench.lines("out/train.jsonl") + bench.lines("out/validation.jsonl")
    #expect(rows.count == 12)

    // Told once; and taken back, the rows are there again.
    #expect(try await !bench.run(export).talk.contains("gone"))
    try await bench.run("undo", bench.database, "3")
    try await bench.run(export)
    #expect(
      try bench.lines("out/train.jsonl").count + bench.lines("out/validation.jsonl").count == 16)
  }
}

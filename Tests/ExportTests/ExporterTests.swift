import Base
import Formats
import Foundation
import Store
import Testing

@testable import Export

@Suite struct ExporterTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  /// `count` pairs of which many resemble each other.
  private func pairs(_ count: Int) -> [Pair] {
    var dice = Dice(3)
    return (0..<count).map { Pair("\(dice.question()) \($0 / 3)", "answer \($0)") }
  }

  private func contents(_ name: String) throws -> [[String]] {
    try workshop.lines(name).map { row in
      (row["messages"]?.array ?? []).map { $0["content"]?.string ?? "" }
    }
  }

  @Test func `rows come in canonical order with input and system`() async throws {
    try await workshop.store([
      Pair("first?", "1"), Pair("second?", "2", [.init("input", "with this")]),
      Pair("third?", "3", [.init("system", "Own.")]),
    ])
    var options = ExportOptions.plain
    options.system = "Given."
    try await workshop.export(options)
    #expect(
      try contents("train.jsonl") == [
        ["Given.", "first?", "1"], ["Given.", "second?\n\nwith this", "2"],
        ["Own.", "third?", "3"],
      ])
    #expect(workshop.text("validation.jsonl") == nil)
  }

  @Test func `the same state gives the same bytes, also in another database`() async throws {
    try await workshop.store(pairs(80))
    let options = ExportOptions.options(validation: 0.3, test: 0.1)
    try await workshop.export(options)
    let first = workshop.data
    try await workshop.export(options)
    #expect(workshop.data == first && first.count == 4)

    let other = try Workshop()
    try await other.write { connection in
      // Other ids for everything.
      let plan = try connection.importPlan(kind: .row, source: "x", content: Key(of: ["x"]))
      let draft = Draft(.row, "x", origin: .content(occurrence: 0), place: Place(0))
      _ = try connection.insert([draft], Batch(plan: plan, method: "import"))
    }
    try await other.store(pairs(80))
    try await other.export(options)
    #expect(other.data == first)
  }

  @Test func `rows that are added move none between the files`() async throws {
    try await workshop.store(pairs(80))
    let options = ExportOptions.options(validation: 0.3, test: 0.1)
    try await workshop.export(options)
    let before = workshop.data
    try await workshop.store(Array(pairs(110).dropFirst(80)), source: "more")
    try await workshop.export(options)
    for name in ["train.jsonl", "validation.jsonl", "test.jsonl"] {
      #expect(workshop.text(name)?.hasPrefix(before[name] ?? "?") == true)
    }
  }

  @Test func `empty questions and answers are refused and counted`() async throws {
    let late = String(repeating: " ", count: 40) + "late"
    try await workshop.store([
      Pair("a?", " \n\u{3000}"), Pair("b?", late), Pair(" ", "c"),
      Pair("", "d", [.init("input", "d?")]),
      Pair("e?", String(repeating: "\n", count: 40)),
    ])
    let manifest = try await workshop.export()
    #expect(try contents("train.jsonl") == [["b?", late], ["d?", "d"]])
    #expect(manifest["left_out"]?.text == #"{"empty_answer":2,"empty_question":1}"#)
  }

  @Test func `a condition and a limit select rows`() async throws {
    try await workshop.store((0..<9).map { Pair("question \($0)", "\($0)") })
    var options = ExportOptions.plain
    options.condition = "answer >= '4' -- a comment"
    options.limit = 2
    try await workshop.export(options)
    #expect(try contents("train.jsonl").map(\.[1]) == ["4", "5"])
    for condition in ["nonsense = 1", "1=1) or (1=1", "1 ORDER BY 1", "1; DELETE FROM export", " "]
    {
      options.condition = condition
      let bad = options
      await #expect(throws: InvalidCondition.self) { _ = try await workshop.export(bad) }
    }
  }

  @Test func `equal inputs, draws and signs without letters stay together`() async throws {
    let syllabus = try await workshop.write { connection in
      let plan = try connection.importPlan(kind: .syllabus, source: "s", content: Key(of: ["s"]))
      let draft = Draft(.syllabus, "s", origin: .content(occurrence: 0), place: Place(0))
      let syllabus = try connection.insert([draft], Batch(plan: plan, method: "glan"))[0].reference
      for line in 0..<30 {
        let question = Draft(
          .question, "about \(line)\(line)\(line)", attributes: ["draw": "1.2"],
          parents: [.stored(.syllabus, syllabus)], origin: .content(occurrence: line),
          place: Place(line))
        let answer = Draft(
          .answer, "drawn", parents: [.draft(.question, 0)], origin: .content(occurrence: line),
          place: Place(line))
        _ = try connection.insert([question, answer], Batch(plan: plan, method: "glan"))
      }
      return syllabus.key.text
    }
    try await workshop.store((0..<30).map { Pair("use \($0 * 7)", "input", [.init("input", "∑")]) })
    try await workshop.store((0..<30).map { _ in Pair("🌱 ?!", "signs") }, source: "signs")
    try await workshop.export(.options(validation: 0.5, seed: 1))
    let files = try ["train.jsonl", "validation.jsonl"].map { try contents($0).map(\.[1]) }
    for kind in ["drawn", "input", "signs"] {
      #expect(files.map { $0.count { $0 == kind } }.sorted() == [0, 30], "\(kind)")
    }
    let parents = try workshop.lines("lineage.jsonl")[0]["parents"]
    #expect(parents?["syllabus"]?[0]?.string == syllabus)
  }

  @Test func `the manifest names every file with its hash, and the database every row`()
    async throws
  {
    try await workshop.store(pairs(80))
    let manifest = try await workshop.export(.options(validation: 0.3))
    let written = try JSON(parsing: workshop.text("manifest.json") ?? "")
    #expect(written == manifest)
    for file in manifest["files"]?.array ?? [] {
      let text = workshop.text(file["name"]?.string ?? "") ?? ""
      var digest = SHA256Digest()
      digest.update(Array(text.utf8))
      #expect(file["sha256"]?.string == hexadecimal(digest.finish()))
      #expect(file["bytes"]?.int == text.utf8.count)
      #expect(file["rows"]?.int == text.utf8.count { $0 == 0x0A })
    }
    #expect(manifest["leaks"]?["equal_sequences"]?.int == 0)
    #expect(manifest["leaks"]?["highest_rouge_l"]?.double ?? 0 <= 0.65)
    let bridges = manifest["left_out"]?["bridge"]?.int ?? 0
    let rows = try workshop.lines("lineage.jsonl").map { row in
      [
        row["split"]?.string, row["line"].map(\.text), row["question"]?.string,
        row["answer"]?.string,
      ]
    }
    try await workshop.read { connection in
      let members = try connection.rows(
        """
        SELECT m.split, m.position, q.key, a.key FROM export_member AS m
        JOIN artifact AS q ON q.id = m.question_id JOIN artifact AS a ON a.id = m.answer_id
        WHERE m.split <> 'withheld'
        """
      ) { row in (0..<4).map { row.text($0) } }
      #expect(Set(members) == Set(rows.map { $0.compactMap(\.self) }))
      #expect(
        try connection.int("SELECT count(*) FROM export_member WHERE split = 'withheld'") == bridges
      )
      #expect(try connection.int("SELECT count(*) FROM run WHERE state = 'done'") == 1)
    }
  }

  @Test(arguments: [Exporter.Step.written, .recorded])
  func `what fails in the middle leaves the old export and no record`(
    step: Exporter.Step
  ) async throws {
    struct Kill: Error {}
    try await workshop.store(pairs(20))
    try await workshop.export()
    let before = workshop.data
    try await workshop.store([Pair("new?", "new")], source: "more")
    var exporter = Exporter(database: workshop.database, options: .plain)
    exporter.checkpoint = { if $0 == step { throw Kill() } }
    let failing = exporter
    await #expect(throws: Kill.self) {
      _ = try await failing.export(into: workshop.output, command: "x", version: "1")
    }
    #expect(workshop.data == before)
    let count = try await workshop.read { try $0.int("SELECT count(*) FROM export") }
    #expect(count == 1)
    let names = try FileManager.default.contentsOfDirectory(atPath: workshop.folder)
    #expect(!names.contains { $0.contains("seedbed-") })
  }

  @Test func `nothing to export is an error and touches nothing`() async throws {
    try await workshop.store([])
    await #expect(throws: ExportError.self) { _ = try await workshop.export() }
    #expect(!FileManager.default.fileExists(atPath: workshop.output))
  }

  @Test func `a plan counts rows and writes nothing`() async throws {
    try await workshop.store(pairs(80))
    let options = ExportOptions.options(validation: 0.3)
    let plan = try await Exporter(database: workshop.database, options: options).plan()
    #expect(!FileManager.default.fileExists(atPath: workshop.output))
    let manifest = try await workshop.export(options)
    #expect(plan["rows"] == manifest["rows"] && plan["leaks"] == manifest["leaks"])
  }
}

import Base
import Foundation
import TestSupport
import Testing

@testable import Store

/// Files of one test, all in one folder.
private final class Files {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func open(_ name: String) throws -> Connection { try Schema.open(folder.file(name), .readWrite) }

  /// A copy of a file, which may be open.
  func copy(_ name: String, to other: String) throws {
    try open(name).execute("VACUUM INTO ?", [.text(folder.file(other))])
  }

  /// Merges `others` in their order into a new file called `name`, and checks what came of it.
  @discardableResult
  func merge(_ others: [String], into name: String) throws -> MergeFigures {
    let connection = try open(name)
    return try connection.merge(others.map { folder.file($0) }, keepIf: { !$0.isUnchanged }) { _ in
      let run = try connection.beginRun("seedbed merge", tool: "0")
      try connection.endRun(run, .done, figures: .object([]))
    }
  }

  func contents(_ name: String) throws -> [String: [[Value]]] { try open(name).contentsByKey() }
}

@Suite struct MergeTests {
  @Test(arguments: Effort.seeds(12, long: 300))
  func `merging commutes, is idempotent, and leaves a file that verifies`(
    _ seed: UInt64
  ) throws {
    let files = try Files()
    try diverge(files, seed)
    for name in ["a", "b"] { try expectClean(files, name, seed) }
    try files.merge(["a", "b"], into: "ab")
    try files.merge(["b", "a"], into: "ba")
    try files.copy("a", to: "a+b")
    try files.merge(["b"], into: "a+b")
    let expected = try files.contents("ab")
    for name in ["ba", "a+b"] {
      let found = try files.contents(name)
      for (table, rows) in expected {
        #expect(found[table] == rows, "seed \(seed): \(table) of \(name)")
      }
    }
    for name in ["ab", "ba", "a+b"] {
      try expectClean(files, name, seed)
      for other in ["a", "b", "ab", "ba"] where other != name {
        #expect(try files.merge([other], into: name).isUnchanged, "seed \(seed): \(other) again")
      }
    }
    #expect(try files.contents("ab") == expected)
  }

  @Test(arguments: Effort.seeds(6, long: 100))
  func `work goes on in a merged file, and comes back into the one that it began in`(
    _ seed: UInt64
  ) throws {
    let files = try Files()
    let past = try diverge(files, seed)
    try files.copy("a", to: "merged")
    try files.merge(["b"], into: "merged")
    var history = RandomHistory(
      continuing: past, in: try files.open("merged"), seed: seed * 1000 + 999)
    for _ in 0..<25 { _ = try history.step() }
    try expectClean(files, "merged", seed)
    try files.merge(["merged"], into: "a")
    try expectClean(files, "a", seed)
    let expected = try files.contents("merged")
    for (table, rows) in try files.contents("a") {
      #expect(rows == expected[table], "seed \(seed): \(table)")
    }
  }

  @Test(arguments: Effort.seeds(6, long: 100))
  func `three files come together the same way in any order`(_ seed: UInt64) throws {
    let files = try Files()
    try diverge(files, seed, names: ["a", "b", "c"])
    try files.merge(["a", "b", "c"], into: "abc")
    try files.merge(["c"], into: "cab")
    try files.merge(["a", "b"], into: "ab")
    try files.merge(["ab"], into: "cab")
    let expected = try files.contents("abc")
    for (table, rows) in try files.contents("cab") {
      #expect(rows == expected[table], "seed \(seed): \(table)")
    }
  }

  @Test func `merging into a new file copies all of it`() throws {
    let files = try Files()
    do { try files.open("a").fillOneOfEach() }
    try files.merge(["a"], into: "b")
    #expect(try files.contents("b") == files.contents("a"))
    for view in PublicView.all {
      let rows = "SELECT count(*) FROM \(view.name)"
      #expect(try files.open("a").int(rows) == files.open("b").int(rows), "\(view.name)")
    }
  }

  @Test func `different answers to one request are kept side by side`() throws {
    let files = try Files()
    for (name, text) in [("a", "Blue."), ("b", "Red."), ("c", "Blue.")] {
      let connection = try files.open(name)
      let question = try connection.add(.question, "Which colour?")
      try answer(question, text, connection)
    }
    let figures = try files.merge(["b", "c"], into: "a")
    let merged = try files.open("a")
    #expect(figures.artifacts == 1)
    #expect(
      try merged.rows("SELECT text FROM answers ORDER BY text") { $0.text(0) } == ["Blue.", "Red."])
    #expect(try merged.int("SELECT count(*) FROM questions") == 1)
    #expect(try merged.int("SELECT count(*) FROM units") == 1)
    #expect(try merged.ids("SELECT attempt FROM calls ORDER BY attempt") == [1, 2, 3])
    #expect(try merged.chosen().count == 1)
  }

  @Test func `versions that diverged are numbered by their time, then by key`() throws {
    let files = try Files()
    do { try version(files.open("a"), "first", "2026-01-01") }
    try files.copy("a", to: "b")
    do { try version(files.open("a"), "of a", "2026-01-03") }
    do { try version(files.open("b"), "of b", "2026-01-02") }
    let figures = try files.merge(["b"], into: "a")
    #expect(figures.renumbered == 1)
    let texts = try files.open("a").rows("SELECT text FROM versions ORDER BY version") {
      $0.text(0)
    }
    #expect(texts == ["first", "of b", "of a"])
    #expect(try files.open("a").rows("SELECT text FROM questions") { $0.text(0) } == ["of a"])
  }

  @Test func `a file that only went on brings its versions in their order`() throws {
    let files = try Files()
    do { try version(files.open("a"), "first", "2026-01-03") }
    try files.copy("a", to: "b")
    // The clock of the other machine is behind.
    do { try version(files.open("b"), "second", "2026-01-01") }
    #expect(try files.merge(["b"], into: "a").renumbered == 0)
    let texts = try files.open("a").rows("SELECT text FROM versions ORDER BY version") {
      $0.text(0)
    }
    #expect(texts == ["first", "second"])
  }

  @Test func `a rehearsal and a failure leave the file as it was`() throws {
    let files = try Files()
    do { try files.open("a").fillOneOfEach() }
    do { try version(files.open("b"), "first", "2026-01-01") }
    let before = try files.contents("a")
    let connection = try files.open("a")
    let path = files.folder.file("b")
    _ = try connection.merge([path], keepIf: { _ in false }, run: { _ in })
    #expect(try connection.contentsByKey() == before)
    #expect(throws: StoreError.self) {
      try connection.merge([path], keepIf: { _ in true }, run: { _ in throw StoreError("no") })
    }
    #expect(try connection.contentsByKey() == before)
    #expect(
      try connection.rows("PRAGMA database_list") { $0.text(1) }.filter { $0 != "temp" } == ["main"]
    )
  }

  @Test func `paths with spaces, signs and other scripts are found`() throws {
    let files = try Files()
    let name = "日本 50%?#&.db"
    do { try files.open(name).fillOneOfEach() }
    #expect(try files.merge([name], into: "a").artifacts > 0)
  }

  /// Makes files that have a past in common; the result is that past, as the first file has it.
  @discardableResult
  private func diverge(
    _ files: Files, _ seed: UInt64, names: [String] = ["a", "b"]
  ) throws -> RandomHistory {
    var past: RandomHistory
    do {
      let connection = try files.open(names[0])
      past = RandomHistory(connection, seed: seed)
      for _ in 0..<25 { _ = try past.step() }
    }
    for name in names.dropFirst() { try files.copy(names[0], to: name) }
    for (index, name) in names.enumerated() {
      var history = RandomHistory(
        continuing: past, in: try files.open(name), seed: seed * 1000 + UInt64(index))
      for _ in 0..<25 { _ = try history.step() }
    }
    return past
  }

  private func expectClean(_ files: Files, _ name: String, _ seed: UInt64) throws {
    let verification = try files.open(name).verification()
    let faults = verification.checks.flatMap(\.faults)
    #expect(verification.isClean, "seed \(seed), \(name): \(faults)")
  }

  private func version(_ connection: Connection, _ text: String, _ time: String) throws {
    let draft = Draft(
      .question, text, origin: .imported(source: "s", id: "1"), place: Place(1))
    let plan = try connection.somePlan(text)
    _ = try connection.insert([draft], Batch(plan: plan, method: "import", time: time))
  }

  private func answer(
    _ question: ArtifactReference, _ text: String, _ connection: Connection
  ) throws {
    let (key, plan) = (Key(of: ["ask"]), try connection.somePlan())
    let unit = try connection.insert(
      UnitDraft(
        key: key, stage: "answers", parent: question.id, ordinal: 0, retry: 0, place: Place(0)),
      plan: plan)
    var call = CallDraft(
      attempt: 1, endpoint: "e", url: "u", model: "m", request: [("{}", false)],
      startedAt: timestamp())
    call.response = text
    let id = try connection.insert(call, unit: unit, unitKey: key)
    try connection.setUnit(unit, .done)
    let draft = Draft(
      .answer, text, parents: [.stored(.question, question)], origin: .unit(key, ordinal: 0),
      place: Place(0).below(0))
    _ = try connection.insert([draft], Batch(plan: plan, method: "answers", call: id))
  }
}

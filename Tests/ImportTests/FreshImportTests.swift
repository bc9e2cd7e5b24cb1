import Base
import Store
import TestSupport
import Testing

@testable import Import

@Suite struct FreshImportTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  private static let forms: [(RowForm, String?)] = [
    (.questions, nil), (.pairs, nil), (.pairs, "faq"), (.conversations, nil), (.benchmark, "b"),
    (.passages, nil), (.rows, "r"),
  ]

  /// A thousand rows of which some repeat each other, so that several pieces are handed over.
  private func rows(_ form: RowForm) -> String {
    var random = SplitMix64(seed: "\(form)")
    return (0..<1000).map { number in
      let text = "text \(Int.random(in: 0..<400, using: &random)) é"
      let rest = #","id":\#(number),"b":[1,{"z":1,"a":"\u2028"}],"language":"\#(number % 3)""#
      switch form {
      case .conversations where number % 4 == 0:
        let turns = ["user", "assistant", "user", "assistant"].map {
          #"{"role":"\#($0)","content":"\#($0) \#(text)"}"#
        }
        return #"{"messages":[\#(turns.joined(separator: ","))]\#(rest)}"#
      case .conversations where number % 4 == 1:
        return #"{"prompt":"\#(text)","chosen":"good","rejected":"bad"\#(rest)}"#
      case .pairs where number % 5 == 0: return #"{"question":"\#(text)","answer":null\#(rest)}"#
      default: return #"{"text":"\#(text)","answer":"a \#(number % 7)"\#(rest)}"#
      }
    }.joined(separator: "\n")
  }

  /// All that the file at `path` holds but for times and random keys, with its schema.
  private func contents(_ path: String) async throws -> [[[Value]]] {
    let queries = [
      "SELECT id, key, item_id, version, kind, text, attributes, origin, language, method, plan_id,"
        + " sequence, call_id FROM artifact ORDER BY id",
      "SELECT * FROM lineage ORDER BY child_id, role, position",
      "SELECT * FROM standing ORDER BY artifact_id", "SELECT * FROM imported",
      "SELECT id, key, method, parameters, seed, lease_run_id FROM plan",
      "SELECT id, plan_id FROM run",
      "SELECT type, name, sql FROM sqlite_schema ORDER BY name",
    ]
    return try await Store(path: path, mode: .readOnly).read { connection in
      try queries.map { query in
        try connection.rows(query) { row in (0..<row.count).map { row.value($0) } }
      }
    }
  }

  private func make(
    _ path: String, _ files: [InputFile], _ options: ImportOptions
  ) async throws -> ImportFigures {
    let fresh = try #require(FreshImport(files, options))
    return try await Store.make(path) { connection in
      try run(connection) { try fresh.insert(into: connection, run: $0) }
    }
  }

  private func add(_ checked: CheckedImport, to path: String) async throws -> ImportFigures {
    let store = try await Store(path: path, mode: .readWrite)
    let figures = try await store.write { connection in
      try run(connection) { try checked.insert(into: connection, run: $0) }
    }
    await store.close()
    return figures
  }

  private func run(
    _ connection: Connection, _ body: (Int) throws -> ImportFigures
  ) throws -> ImportFigures {
    let run = try connection.beginRun("seedbed import", tool: "test")
    let figures = try body(run)
    try connection.endRun(run, .done, figures: figures.json)
    return figures
  }

  @Test(arguments: forms)
  func `a database made of rows holds what one has that they are added to`(
    _ form: RowForm, _ source: String?
  ) async throws {
    let options = ImportOptions(form, language: "English", source: source)
    let text = rows(form)
    let files = [try folder.file("a.jsonl", text), try folder.file("b.jsonl", "\n\n" + text)]
    let some = source == nil ? files : [files[1]]
    let made = try await make(folder.path("made.db"), some, options)
    let checked = try CheckedImport(some, options)
    let added = try await add(checked, to: folder.path("added.db"))
    #expect(made == added)
    let (left, right) = (
      try await contents(folder.path("made.db")), try await contents(folder.path("added.db"))
    )
    for (left, right) in zip(left, right) { #expect(left == right) }
    let again = try await add(checked, to: folder.path("made.db"))
    #expect(again.isUnchanged && again.known == made.rows)
  }

  @Test func `a fault in the last row leaves nothing behind`() async throws {
    let file = try folder.file("rows.jsonl", rows(.questions) + "\n{}")
    await #expect {
      try await make(folder.path("t.db"), [file], ImportOptions(.questions))
    } throws: { error in "\(error)".contains("line 1001: there is no column question") }
    #expect(folder.names == ["rows.jsonl"])
  }

  @Test func `what others made at the same place meanwhile stays`() async throws {
    let file = try folder.file("rows.jsonl", rows(.questions))
    let fresh = try #require(FreshImport([file], ImportOptions(.questions)))
    let path = folder.path("t.db")
    await #expect(throws: StoreError.self) {
      try await Store.make(path) { connection in
        _ = try folder.file("t.db", "another's")
        return try fresh.insert(into: connection, run: try connection.beginRun("", tool: ""))
      }
    }
    #expect(folder.names == ["rows.jsonl", "t.db"])
    #expect(try TextFile.text(path) == "another's")
  }

  @Test func `names are looked up, so they are no matter of this`() throws {
    let file = try folder.file("names.txt", "Optics")
    #expect(FreshImport([file], ImportOptions(.disciplines)) == nil)
    #expect(FreshImport([file], ImportOptions(.taxonomy)) == nil)
  }
}

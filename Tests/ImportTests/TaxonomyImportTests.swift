import Base
import Store
import Testing

@testable import Import

@Suite struct TaxonomyImportTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  private static let optics = [
    "field Science", "subfield Science / Physics", "discipline Physics / Optics",
    "discipline Physics / Acoustics", "field Trades", "discipline Trades / Masonry",
  ].sorted()

  private func load(_ text: String, _ name: String, into store: Store) async throws -> String {
    let files = [try folder.file(name, text)]
    let figures = try await store.write { connection in
      let run = try connection.beginRun("seedbed import", tool: "test")
      let prepared = try ImportOptions(.taxonomy).prepare(files)
      let figures = try prepared.insert(into: connection, run: run) { _ in }
      try connection.endRun(run, .done, figures: .object([]))
      return figures
    }
    return "\(figures.inserted) \(figures.known)"
  }

  private func store(_ name: String = "test.db") async throws -> Store {
    try await Store(path: folder.path(name), mode: .readWrite)
  }

  /// Each node with what is directly above it.
  private func tree(_ store: Store) async throws -> [String] {
    try await store.read { connection in
      try connection.rows(
        """
        SELECT a.kind || ' ' || ifnull(p.text || ' / ', '') || a.text FROM artifact AS a
        LEFT JOIN lineage AS l ON l.child_id = a.id LEFT JOIN artifact AS p ON p.id = l.parent_id
        """
      ) { $0.text(0) }.sorted()
    }
  }

  @Test(arguments: [
    (
      "a.json",
      """
      {"version": 1, "fields": [
        {"name": "Science", "subfields": [{"name": "Physics", "disciplines": ["Optics", "Acoustics"]}]},
        {"name": "Trades", "disciplines": [{"name": "Masonry"}]}]}
      """
    ),
    (
      "b.json",
      """
      {"fields": [{"field_name": "Science", "sub_fields": [
        {"sub_field_name": "Physics", "disciplines": ["Optics", {"discipline_name": "Acoustics"}]}]},
        {"field_name": "Trades", "sub_fields": [], "disciplines": ["Masonry"]}]}
      """
    ),
    ("c.json", #"{"Science": {"Physics": ["Optics", "Acoustics"]}, "Trades": ["Masonry"]}"#),
    (
      "d.json",
      """
      {"taxonomy": [{"name": "Science", "children": [
        {"name": "Physics", "children": ["Optics", "Acoustics"]}]},
        {"name": "Trades", "children": ["Masonry"]}]}
      """
    ),
    (
      "e.csv",
      "field,subfield,discipline\nScience,Physics,Optics\nscience, physics ,Acoustics\n"
        + "Trades,,Masonry\n"
    ),
    (
      "f.tsv",
      "discipline\tsubfield\tfield\nOptics\tPhysics\tScience\n"
        + "Acoustics\tPhysics\tScience\nMasonry\t\tTrades\n"
    ),
    (
      "g.jsonl",
      """
      {"field": "Science", "subfield": "Physics", "discipline": "Optics"}
      {"field": "Science", "subfield": "Physics", "discipline": "Acoustics"}
      {"field": "Trades", "discipline": "Masonry"}
      """
    ),
  ])
  func `a tree is read in whatever shape, and the keys are the same`(
    name: String, text: String
  ) async throws {
    let store = try await store()
    #expect(try await load(text, name, into: store) == "6 0")
    #expect(try await tree(store) == Self.optics)
    #expect(try await load(text, name, into: store) == "0 6")
    let other = try await self.store("other.db")
    let turned = #"{"Trades": ["Masonry"], "Science": {"Physics": ["Acoustics", "Optics"]}}"#
    _ = try await load(turned, "x.json", into: other)
    let keys = "SELECT group_concat(key, ' ') FROM (SELECT key FROM artifact ORDER BY key)"
    let first = try await store.read { try $0.rows(keys) { $0.text(0) } }
    let second = try await other.read { try $0.rows(keys) { $0.text(0) } }
    #expect(first == second)
  }

  @Test func `one more node adds only that`() async throws {
    let store = try await store()
    _ = try await load(#"{"Science": {"Physics": ["Optics"]}}"#, "a.json", into: store)
    #expect(
      try await load(#"{"Science": {"PHYSICS": ["Optics", "Acoustics"]}}"#, "b.json", into: store)
        == "1 3")
    #expect(
      try await load("field,subfield,discipline\nLaw,,\n", "c.csv", into: store) == "1 0")
  }

  @Test func `a discipline without a place in a tree stays as it is`() async throws {
    let store = try await store()
    try await store.write { connection in
      let plan = try connection.importPlan(kind: .discipline, source: "", content: Key(of: ["x"]))
      let draft = Draft(.discipline, "Optics", origin: .content(occurrence: 0), place: Place(1))
      _ = try connection.insert([draft], Batch(plan: plan, method: "import"))
    }
    #expect(
      try await load(#"{"Science": {"Physics": ["optics"]}}"#, "a.json", into: store) == "2 1")
  }

  @Test(arguments: [
    ("a.csv", "field,discipline\nLaw,Tort\n,Optics\n", "a.csv, line 3: Optics has no field"),
    (
      "b.json", #"{"fields": [{"name": "Law", "parts": ["Tort"]}]}"#, "b.json: Law has a list parts"
    ),
    ("c.json", #"{"fields": [7]}"#, "c.json: a node of the taxonomy is a number, not a name"),
    ("d.json", #"{"fields": []}"#, "there are no fields in d.json: nothing is imported"),
    ("e.json", #"{"fields": ["#, "e.json, line 1: "),
    ("f.csv", "title\nx\n", "there are no fields in f.csv"),
  ])
  func `what is no tree is said by file and line`(
    name: String, text: String, start: String
  ) throws {
    let file = try folder.file(name, text)
    let error = #expect(throws: ImportError.self) {
      try ImportOptions(.taxonomy).prepare([file])
    }
    let said = (error?.description ?? "").replacing(folder.path("") + "/", with: "")
      .replacing(folder.path(""), with: "")
    #expect(said.contains(start), "\(said)")
  }
}

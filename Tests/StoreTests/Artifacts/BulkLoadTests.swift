import Base
import Testing

@testable import Store

@Suite struct BulkLoadTests {
  /// A tree down to two answers of one question, and a question that follows the first of them.
  private let drafts: [Draft] = {
    func draft(_ kind: Kind, _ text: String, _ parents: [Draft.Parent] = [], _ place: Int) -> Draft
    {
      Draft(
        kind, text, attributes: ["b": 1, "a": JSON([text])], parents: parents,
        origin: .content(occurrence: 0), place: Place(place))
    }
    return [
      draft(.discipline, "Optics", [], 0),
      draft(.subject, "Lenses", [.draft(.discipline, 0)], 1),
      draft(.syllabus, "Week 1 …", [.draft(.subject, 1)], 2),
      draft(.question, "What bends?", [.draft(.syllabus, 2)], 3),
      // Of two answers the first in canonical order is chosen, which comes last here.
      draft(.answer, "Nothing.", [.draft(.question, 3)], 9),
      draft(.answer, "Light.", [.draft(.question, 3)], 4),
      draft(.question, "Why?", [.draft(.follows, 5), .draft(.example, 3)], 5),
      draft(.answer, "It is slower there.", [.draft(.question, 6)], 6),
    ]
  }()

  @Test func `a load stores what storing one by one stores, indexes and all`() throws {
    let (one, other) = (try TemporaryFile(), try TemporaryFile())
    for connection in [one.connection, other.connection] { _ = try connection.somePlan() }
    let batch = Batch(plan: 1, method: "test", time: "2026-01-01")
    _ = try one.connection.insert(drafts, batch)
    try other.connection.transaction {
      var load = try BulkLoad(other.connection, batch)
      try load.insert(SealedDraft.seal(drafts))
      try load.finish()
    }
    for table in ["artifact", "lineage", "standing", "tally", "drop_tally"] {
      let sql = "SELECT * FROM \(table) ORDER BY 1, 2, 3"
      #expect(try one.connection.table(sql) == other.connection.table(sql), "\(table)")
    }
    let schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY name"
    #expect(try one.connection.table(schema) == other.connection.table(schema))
    #expect(try other.connection.verification().isClean)
  }

  @Test func `a file that has artifacts is refused`() throws {
    let connection = try TemporaryFile().connection
    try connection.add(.question, "Here?")
    #expect(throws: StoreError.self) {
      try BulkLoad(connection, Batch(plan: 1, method: "test"))
    }
  }

  @Test func `a parent that is no earlier draft of the batch is refused`() {
    #expect(throws: StoreError.self) { try SealedDraft.seal([drafts[1]]) }
  }
}

import Base
import Testing

@testable import Store

@Suite struct InsertTests {
  let file = try? TemporaryFile()

  private func row(
    _ id: String, _ text: String, _ kind: Kind = .question, line: Int = 0,
    _ parents: [Draft.Parent] = []
  ) -> Draft {
    Draft(
      kind, text, parents: parents, origin: .imported(source: "s", id: id), place: Place(line))
  }

  private func insert(_ drafts: [Draft], plan: String = "test") throws -> [Insertion] {
    let connection = try #require(file).connection
    return try connection.transaction {
      try connection.insert(
        drafts, Batch(plan: try connection.somePlan(plan), method: "import", time: "2026-01-01"))
    }
  }

  @Test func `storing the same again does nothing`() throws {
    let connection = try #require(file).connection
    let drafts = [
      Draft(.question, "?", origin: .content(occurrence: 0), place: Place(0)),
      Draft(
        .answer, "!", parents: [.draft(.question, 0)], origin: .content(occurrence: 0),
        place: Place(0).below(0)),
      row("7", "seven?"),
    ]
    let first = try insert(drafts)
    let tables = ["artifact", "lineage", "standing", "imported"]
    let before = try tables.map { try connection.table("SELECT * FROM \($0)") }
    let again = try insert(drafts, plan: "another")
    #expect(again == first.map { .known($0.reference) })
    #expect(try tables.map { try connection.table("SELECT * FROM \($0)") } == before)
  }

  @Test func `keys do not depend on the order of arrival`() throws {
    let drafts = (0..<20).map { row("\($0)", "text \($0)", line: $0) }
    let keys = Set(try insert(drafts).map(\.reference.key))
    let other = try TemporaryFile()
    let plan = try other.connection.somePlan()
    let reversed = try other.connection.insert(
      drafts.reversed(), Batch(plan: plan, method: "other", time: "2030-01-01"))
    #expect(Set(reversed.map(\.reference.key)) == keys)
  }

  @Test func `a row with a known id and new content is a version in the same place`() throws {
    let connection = try #require(file).connection
    let first = try insert([row("7", "old?", line: 3)])[0].reference
    let child = try connection.add(.answer, "old!", [.stored(.question, first)])
    let follow = try connection.add(.question, "and?", [.stored(.follows, child)])
    let second = try insert([row("7", "new?", line: 8)], plan: "later")[0]
    guard case .versioned(let version) = second else {
      Issue.record("\(second) is no version")
      return
    }
    #expect(version.place == Place(3))
    #expect(
      try connection.table("SELECT item_id, version, plan_id FROM artifact WHERE id IN (1, 4)") == [
        [1, 1, 1], [1, 2, 1],
      ])
    #expect(try connection.status(first) == nil)
    #expect(try connection.status(version) == "live")
    #expect(try connection.status(child) == "stale")
    #expect(try connection.status(follow) == "stale")
    #expect(try connection.chosen() == [])
    #expect(try connection.text("SELECT status FROM versions WHERE id = 1") == "superseded")
    let third = try insert([row("7", "newest?", line: 1)])[0].reference
    #expect(try connection.text("SELECT version FROM questions WHERE id = \(third.id)") == "3")
  }

  @Test func `a source that returns to what it said before makes a version each time`() throws {
    let connection = try #require(file).connection
    for text in ["X", "Y", "X", "Y", "X"] {
      let insertion = try insert([row("7", text)])[0]
      let isFirst = try connection.int("SELECT count(*) FROM artifact") == 1
      #expect(
        insertion
          == (isFirst ? .inserted(insertion.reference) : .versioned(insertion.reference)))
      #expect(try connection.text("SELECT text FROM questions") == text)
      #expect(try insert([row("7", text)])[0] == .known(insertion.reference))
    }
    #expect(try connection.int("SELECT max(version) FROM versions") == 5)
    #expect(try connection.verification().isClean)
  }

  @Test func `ids are told apart by source and kind`() throws {
    var other = row("7", "a")
    other.origin = .imported(source: "t", id: "7")
    let insertions = try insert([row("7", "b"), other, row("7", "c", .passage)])
    for insertion in insertions { #expect(insertion == .inserted(insertion.reference)) }
  }

  @Test func `a pair imported again with another question and the same answer is two versions`()
    throws
  {
    let connection = try #require(file).connection
    let pair = { (text: String) in
      [self.row("7", text), self.row("7", "!", .answer, [.draft(.question, 0)])]
    }
    _ = try insert(pair("old?"))
    let again = try insert(pair("new?"))
    #expect(again == again.map { .versioned($0.reference) })
    #expect(try connection.text("SELECT question FROM examples") == "new?")
    #expect(try connection.int("SELECT count(*) FROM answers") == 1)
  }

  @Test func `parents have positions within their role and smaller ids`() throws {
    let connection = try #require(file).connection
    let session = try connection.add(.session, "s")
    let concepts = try ["a", "b", "c"].map { try connection.add(.concept, $0) }
    let question = try connection.add(
      .question, "?",
      [
        .stored(.concept, concepts[2]), .stored(.session, session), .stored(.concept, concepts[0]),
      ])
    #expect(
      try connection.table(
        """
        SELECT role, position, parent_id FROM ancestry WHERE child_id = \(question.id)
        ORDER BY role, position
        """) == [
          ["concept", 0, .integer(concepts[2].id)], ["concept", 1, .integer(concepts[0].id)],
          ["session", 0, .integer(session.id)],
        ])
    #expect(try connection.int("SELECT count(*) FROM lineage WHERE parent_id >= child_id") == 0)
    let error = #expect(throws: SQLiteError.self) {
      try connection.execute("INSERT INTO lineage VALUES (1, 'example', 0, 2)")
    }
    #expect(error?.isConstraint == true)
  }

  @Test func `a draft may not come before its parent`() throws {
    let draft = Draft(
      .answer, "!", parents: [.draft(.question, 0)], origin: .content(occurrence: 0),
      place: Place(0))
    #expect(throws: StoreError.self) { try insert([draft]) }
  }

  @Test func `what breaks a constraint is no repeat of the same`() throws {
    let connection = try #require(file).connection
    let draft = Draft(.question, "?", origin: .content(occurrence: 0), place: Place(0))
    #expect(throws: SQLiteError.self) {
      try connection.transaction {
        _ = try connection.insert([draft], Batch(plan: 99, method: "import"))
      }
    }
    #expect(try connection.int("SELECT count(*) FROM artifact") == 0)
  }
}

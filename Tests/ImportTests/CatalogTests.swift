import Base
import Store
import Testing

@testable import Import

/// Subjects and key concepts that are imported below what a database has.
@Suite struct CatalogTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  /// A database with two disciplines, of which each has a subject Calculus with sessions.
  private func store() async throws -> Store {
    let store = try await Store(path: folder.path("test.db"), mode: .readWrite)
    try await store.write { connection in
      let plan = try connection.importPlan(kind: .discipline, source: "", content: Key(of: ["x"]))
      for discipline in ["Physics", "Mathematics"] {
        let drafts = [
          draft(.discipline, discipline),
          draft(.subject, "Calculus", .draft(.discipline, 0)),
          draft(.syllabus, "Syllabus of \(discipline)", .draft(.subject, 1)),
          draft(.session, "Limits", .draft(.syllabus, 2)),
          draft(.session, "Series of \(discipline)", .draft(.syllabus, 2)),
          draft(.concept, "epsilon", .draft(.session, 3)),
        ]
        _ = try connection.insert(drafts, Batch(plan: plan, method: "import"))
      }
    }
    return store
  }

  private func draft(_ kind: Kind, _ name: String, _ parent: Draft.Parent? = nil) -> Draft {
    Draft(
      kind, name, attributes: ["position": 1], parents: parent.map { [$0] } ?? [],
      origin: .content(occurrence: 0), place: Place(1))
  }

  private func load(
    _ text: String, _ form: RowForm, _ name: String = "rows.csv", into store: Store
  ) async throws -> String {
    let files = [try folder.file(name, text)]
    let figures = try await store.write { connection in
      let run = try connection.beginRun("seedbed import", tool: "test")
      let figures = try ImportOptions(form).prepare(files)
        .insert(into: connection, run: run) { _ in }
      try connection.endRun(run, .done, figures: .object([]))
      return figures
    }
    return "\(figures.inserted) \(figures.known)"
  }

  private func rows(_ sql: String, _ store: Store) async throws -> [String] {
    try await store.read { connection in
      try connection.rows(sql) { row in
        (0..<row.count).map { row.isNull($0) ? "-" : row.text($0) }.joined(separator: "|")
      }
    }
  }

  @Test func `subjects come below their discipline, with level and subtopics as generated ones`()
    async throws
  {
    let store = try await store()
    let text = """
      subject,discipline,level,subtopics
      Optics,physics,undergraduate,"light; lenses"
      CALCULUS ,Physics,,
      """
    #expect(try await load(text, .subjects, into: store) == "1 1")
    let found = """
      SELECT s.name, d.name, s.level, s.subtopics FROM subjects AS s
      JOIN disciplines AS d ON d.id = s.discipline_id WHERE s.name = 'Optics'
      """
    #expect(try await rows(found, store) == [#"Optics|Physics|300|["light","lenses"]"#])
    #expect(try await load(text, .subjects, into: store) == "0 2")
    let json =
      #"[{"subject": "Optics", "discipline": "Mathematics", "level": 250, "subtopics": ["a"]}]"#
    #expect(try await load(json, .subjects, "rows.json", into: store) == "1 0")
    #expect(try await rows(found, store).count == 2)
  }

  @Test func `concepts come last in their session, and say from which draw on they are drawn`()
    async throws
  {
    let store = try await store()
    let rows = "session,discipline,concept\nLimits,Physics,delta\nLimits,Physics,Epsilon\n"
    #expect(try await load(rows, .concepts, into: store) == "1 1")
    try await store.write { connection in
      let syllabus = try connection.int("SELECT min(id) FROM syllabi")
      let plan = try connection.int("SELECT max(id) FROM plan")
      for ordinal in 0..<4 {
        _ = try connection.insert(
          UnitDraft(
            key: Key(of: ["\(ordinal)"]), stage: "questions", parent: syllabus, ordinal: ordinal,
            retry: 0, place: Place(ordinal)), plan: plan)
      }
    }
    let more = "session,subject,discipline,concept\nlimits,calculus,physics,a\nLimits,,Physics,b\n"
    #expect(try await load(more, .concepts, into: store) == "2 0")
    #expect(try await load(more, .concepts, into: store) == "0 2")
    let found = """
      SELECT c.name, c.position, a.attributes ->> 'first_draw' FROM concepts AS c
      JOIN artifact AS a ON a.id = c.id JOIN standing AS st ON st.artifact_id = c.id
      JOIN artifact AS d ON d.id = st.discipline_id AND d.text = 'Physics' ORDER BY c.id
      """
    #expect(try await self.rows(found, store) == ["epsilon|1|-", "delta|2|-", "a|3|4", "b|4|4"])
  }

  @Test func `a session may be named by its key`() async throws {
    let store = try await store()
    let key = try await rows("SELECT substr(key, 1, 12) FROM sessions ORDER BY id", store)[2]
    #expect(
      try await load("session,concept\nkey:\(key),delta\n", .concepts, into: store) == "1 0")
    let where_ =
      "SELECT d.name FROM concepts AS c JOIN standing AS st ON st.artifact_id = c.id "
      + "JOIN disciplines AS d ON d.id = st.discipline_id WHERE c.name = 'delta'"
    #expect(try await rows(where_, store) == ["Mathematics"])
  }

  @Test(arguments: [
    (
      RowForm.subjects, "subject,discipline\nOptics,Physics\nOptics,Chemistry\n",
      "line 3: no live discipline is called Chemistry: see the view disciplines"
    ),
    (
      .subjects, "subject,level\nOptics,100\n",
      "line 2: there is no column discipline; the columns are subject and level: name one with "
        + "--map discipline=COLUMN"
    ),
    (
      .subjects, "subject,discipline\nOptics,\n",
      "line 2: the discipline in column discipline is empty: fill it in"
    ),
    (
      .subjects, "subject,discipline\nOptics,Physics\nOPTICS,Physics\n",
      "line 3: OPTICS is already in line 2: remove one of them"
    ),
    (
      .concepts, "session,concept\nLimits,delta\n",
      "line 2: 2 live sessions are called Limits: add the column subject or discipline, or give "
        + "session as key:"
    ),
    (
      .concepts, "session,subject,discipline,concept\nLimits,Algebra,Physics,delta\n",
      "line 2: no live session of the subject Algebra of the discipline Physics is called Limits"
    ),
    (.concepts, "session,concept\nkey:ffffffffff,delta\n", "line 2: no key begins with ffffffffff"),
    (
      .concepts, "session,concept\n\"Series of Physics\",\n",
      "line 2: the name in column concept is empty"
    ),
  ])
  func `what belongs nowhere is told with its line, and nothing is stored`(
    form: RowForm, text: String, sentence: String
  ) async throws {
    let store = try await store()
    let before = try await rows("SELECT count(*) FROM artifact", store)
    let error = await #expect(throws: ImportError.self) {
      try await load(text, form, into: store)
    }
    #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
    #expect(try await rows("SELECT count(*) FROM artifact", store) == before)
  }

  @Test
  func `what a rule dropped can be brought back by a person, what a person rejected stays out`()
    async throws
  {
    let store = try await store()
    try await store.write { connection in
      let run = try connection.beginRun("x", tool: "test")
      let ids = try connection.rows("SELECT id FROM subjects ORDER BY id") { $0.int(0) }
      try connection.store(
        ScreeningDraft(
          rule: "limit", scope: [:], examined: 1, decisions: [DecisionDraft(.drop, ids[0])]),
        run: run)
      try connection.store(Judgement(.reject, [ids[1]]), run: run)
    }
    let text = "subject,discipline\nCalculus,Physics\nCalculus,Mathematics\n"
    #expect(try await load(text, .subjects, into: store) == "1 1")
    #expect(
      try await rows("SELECT status FROM subjects ORDER BY id", store)
        == ["dropped", "rejected", "live"])
  }
}

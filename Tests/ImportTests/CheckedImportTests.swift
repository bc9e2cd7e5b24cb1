import Base
import Store
import Testing

@testable import Import

@Suite struct CheckedImportTests {
  private let folder: Folder
  init() throws { folder = try Folder() }

  /// Imports `texts` as files and gives the figures in words: inserted, new versions, known.
  private func load(
    _ texts: [String], _ options: ImportOptions, into store: Store, name: String = "rows.jsonl"
  ) async throws -> String {
    let files = try texts.enumerated().map { try folder.file("\($0.offset)-\(name)", $0.element) }
    let checked = try CheckedImport(files, options)
    let figures = try await store.write { connection in
      let run = try connection.beginRun("seedbed import", tool: "test")
      return try checked.insert(into: connection, run: run)
    }
    return "\(figures.inserted) \(figures.newVersions) \(figures.known) = \(figures.artifacts)"
  }

  private func store() async throws -> Store {
    try await Store(path: folder.path("test.db"), mode: .readWrite)
  }

  /// The rows of a query, cells parted by bars.
  private func rows(_ sql: String, _ store: Store) async throws -> [String] {
    try await store.read { connection in
      try connection.rows(sql) { row in
        (0..<row.count).map { row.isNull($0) ? "-" : row.text($0) }.joined(separator: "|")
      }
    }
  }

  @Test func `equal rows are kept apart by their occurrence, never by their line`() async throws {
    let store = try await store()
    let (a, b) = (#"{"text":"a"}"#, #"{"text":"b"}"#)
    let questions = ImportOptions(.questions)
    #expect(try await load(["\(a)\n\(a)\n\(b)"], questions, into: store) == "3 0 0 = 3")
    #expect(try await load(["\(b)\n\n\(a)", a], questions, into: store) == "0 0 3 = 0")
    #expect(try await load(["\(a)\n\(a)\n\(a)"], questions, into: store) == "1 0 2 = 1")
  }

  @Test func `places follow the lines across files`() async throws {
    let store = try await store()
    let texts = ["text\n\"a\nb\"\nc\n", "text\nd"]
    _ = try await load(texts, ImportOptions(.questions), into: store, name: "rows.csv")
    #expect(
      try await rows("SELECT text, sequence FROM artifact ORDER BY id", store)
        == ["a\nb|a2", "c|a4", "d|a6"])
  }

  @Test func `with a source, an id that says something else is a new version`() async throws {
    let store = try await store()
    let options = ImportOptions(.pairs, source: "faq")
    let first = #"{"id":1,"question":"q","answer":"a"}"# + "\n"
    let second = #"{"id":"2","question":"r","answer":"b"}"# + "\n"
    #expect(try await load([first + second], options, into: store) == "2 0 0 = 4")
    #expect(try await load([second + first], options, into: store) == "0 0 2 = 0")
    let changed = #"{"id":1,"question":"q","answer":"better"}"#
    #expect(try await load([changed], options, into: store) == "0 1 0 = 1")
    #expect(
      try await rows("SELECT question, answer FROM examples ORDER BY question", store)
        == ["q|better", "r|b"])
  }

  @Test func `an answer is joined to its question`() async throws {
    let store = try await store()
    let text = """
      {"instruction":"q","input":"i","output":"a","language":"Korean"}
      {"instruction":"q","input":"i","output":"b"}
      {"instruction":"r","output":""}
      {"instruction":"s","output":null}
      """
    #expect(try await load([text], ImportOptions(.pairs), into: store) == "4 0 0 = 7")
    #expect(
      try await rows(
        "SELECT question, input, answer, language FROM examples ORDER BY question_id", store)
        == ["q|i|a|Korean", "q|i|b|-", "r|-||-"])
    #expect(
      try await rows("SELECT parent_kind, role, position FROM ancestry LIMIT 1", store)
        == ["question|question|0"])
  }

  @Test func `turns follow each other, and with a source a changed one is a new version`()
    async throws
  {
    let store = try await store()
    func row(_ last: String) -> String {
      #"{"id":1,"instruction":"c","input":"i","output":"\#(last)","system":"S","history":[["a","b"]]}"#
    }
    let options = ImportOptions(.conversations, source: "chats")
    #expect(try await load([row("d")], options, into: store) == "1 0 0 = 4")
    #expect(try await load([row("e")], options, into: store) == "0 1 0 = 1")
    #expect(
      try await rows(
        "SELECT question, input, system, answer, conversation, turn FROM examples ORDER BY turn",
        store) == ["a|-|S|b|1|1", "c|i|-|e|1|2"])
  }

  @Test func `a rejected answer is kept beside the chosen one`() async throws {
    let store = try await store()
    let text = #"{"prompt":"q","chosen":"good","rejected":"bad"}"#
    #expect(try await load([text], ImportOptions(.pairs), into: store) == "1 0 0 = 3")
    #expect(try await rows("SELECT answer FROM examples", store) == ["good"])
    #expect(
      try await rows("SELECT text, chosen FROM answers ORDER BY id", store)
        == ["good|1", "bad|0"])
  }

  @Test func `a discipline that is there is known, however it is written`() async throws {
    let store = try await store()
    let options = ImportOptions(.disciplines, language: "English")
    #expect(
      try await load(["Physics\n Law \n"], options, into: store, name: "a.txt") == "2 0 0 = 2")
    let more = "name,field\nphysics,Nature\nArt,Culture\n"
    #expect(try await load([more], options, into: store, name: "b.csv") == "1 0 1 = 1")
    #expect(
      try await rows("SELECT name, field FROM disciplines ORDER BY id", store)
        == ["Physics|-", "Law|-", "Art|Culture"])
  }

  @Test func `a repeated discipline is told with both lines`() throws {
    let files = [
      try folder.file("a.txt", "Law\n\nPhysics\n"), try folder.file("b.txt", "Art\n physics\n"),
    ]
    let error = #expect(throws: ImportError.self) {
      try CheckedImport(files, ImportOptions(.disciplines))
    }
    #expect(
      error?.description == "\(files[1].name), line 2: physics is already in "
        + "\(files[0].name), line 3: remove one of them")
    #expect(
      try folder.fault("disciplines.txt", "a\nPhysics\nb\nc\nd\ne\nPhysics", as: .disciplines)
        == "disciplines.txt, line 7: Physics is already in line 2: remove one of them")
  }

  @Test func `a repeated id is told with both lines`() throws {
    let file = try folder.file("a.csv", "id,text\n1,a\n2,b\n1,c\n")
    let error = #expect(throws: ImportError.self) {
      try CheckedImport([file], ImportOptions(.questions, source: "s"))
    }
    #expect(
      error?.description == "\(file.name), line 4: the id 1 is already in line 2: "
        + "give each row its own, or no --source")
    #expect(throws: Never.self) { try CheckedImport([file], ImportOptions(.questions)) }
  }

  @Test(arguments: ["", "\n\n", "[]", "text\n"])
  func `files without rows are refused`(_ text: String) throws {
    #expect(
      try folder.fault("rows", text, as: .questions)
        == "there are no rows in rows: nothing is imported")
  }

  @Test func `a mapped column that no row has is told`() throws {
    let file = try folder.file("a.jsonl", #"{"text":"a"}"#)
    let names = ColumnNames(.questions, mapped: [.input: "context"])
    #expect(
      throws: ImportError(
        "no row of \(file.name) has the column context: correct --map input=context")
    ) { try CheckedImport([file], ImportOptions(.questions, names: names)) }
  }

  @Test func `the figures of a check are those of an empty database`() async throws {
    let file = try folder.file(
      "a.jsonl", #"{"text":"a","answer":"b"}"# + "\n\n" + #"{"text":"a","answer":null}"#)
    let checked = try CheckedImport([file], ImportOptions(.pairs))
    let figures = try await store().write { connection in
      try checked.insert(into: connection, run: connection.beginRun("", tool: ""))
    }
    #expect(figures == checked.figures)
    #expect(
      figures.json.text
        == #"{"files":1,"rows":2,"blank_lines":1,"inserted":2,"new_versions":0,"already_known":0,"unanswered":1,"artifacts":3}"#
    )
  }
}
